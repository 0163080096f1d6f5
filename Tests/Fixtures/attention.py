"""Attention by torch.nn.MultiheadAttention, for the generators of golden cases."""

import math

import numpy as np
import torch


def flat(x, rank):
    """[…, H, L, D], or [B, L, D] and [L, D] of one head, as [B, H, L, D]."""
    return x.reshape(-1, *x.shape[-3:]) if rank > 3 else x.reshape(-1, 1, *x.shape[-2:])


def attention(hides=False, scale=None):
    """A function of queries […, L, D], keys […, S, D], values […, S, E] with E ≤ D, and maybe a mask,
    which is true where a key is seen, or added to the scores. Axes before those of matrices: an example
    and its heads, or an example of one head. There may be fewer heads of keys than of queries.

    The projections only pick features: those into the heads repeat the heads of keys (grouped
    queries), lengthen the values by zeros and hold the scale; the one behind is the identity. `hides`:
    the keys behind a query, the last query being that of the last key.
    """
    def run(q, k, v, mask=None):
        rank, shape = q.dim(), (*q.shape[:-1], v.shape[-1])
        q, k, v = (flat(x, rank) for x in (q, k, v))
        (batch, heads, queries, width), (shared, keys) = q.shape, k.shape[1:3]
        features = heads * width
        # A class of heads and features of its own, so that keys may have other features.
        module = torch.nn.MultiheadAttention(
            features, heads, bias=False, batch_first=True, kdim=shared * width,
            vdim=shared * v.shape[-1]).double()
        repeats = np.repeat(np.eye(shared), heads // shared, axis=0)
        factor = 1 if scale is None else scale * math.sqrt(width)
        projections = {
            "q_proj_weight": factor * np.eye(features),
            "k_proj_weight": np.kron(repeats, np.eye(width)),
            "v_proj_weight": np.kron(repeats, np.eye(width, v.shape[-1])),
            "out_proj.weight": np.eye(features),
        }
        if module._qkv_same_embed_dim:
            names = ("q_proj_weight", "k_proj_weight", "v_proj_weight")
            projections["in_proj_weight"] = np.concatenate([projections.pop(name) for name in names])
        if hides:
            mask = torch.tensor(np.tri(queries, keys, keys - queries, dtype=bool))
        if mask is not None:
            # The class has true where a key is hidden.
            mask = ~mask if mask.dtype == torch.bool else mask
            whole = mask if rank > 3 or mask.dim() < 3 else mask[:, None]
            mask = whole.expand(batch, heads, queries, keys).reshape(-1, queries, keys)
        inputs = [x.transpose(1, 2).reshape(batch, x.shape[2], -1) for x in (q, k, v)]
        found, _ = torch.func.functional_call(
            module, {name: torch.tensor(value) for name, value in projections.items()}, tuple(inputs),
            {"attn_mask": mask, "need_weights": False})
        found = found.reshape(batch, queries, heads, width)[..., :v.shape[-1]]
        return found.transpose(1, 2).reshape(shape)
    return run
