#!/usr/bin/env python3
"""Writes layers_transformers.json: attention, transformers and embeddings of torch.nn for given parameters.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_layers_transformers.py
Dropout is 0: the draws are not PyTorch's. PyTorch's masks are true where a key is hidden.
"""

import torch
from torch import nn

from layer_cases import both, case, normal, transposed, write


def projections(own, theirs, width=6, apart=False, bias=True):
    """The three projections of PyTorch, which lie above each other unless keys have other features."""
    names = {}
    for place, part in enumerate(("query", "key", "value")):
        rows = slice(place * width, (place + 1) * width)
        names[f"{own}.{part}.weight"] = (
            (f"{theirs}{'qkv'[place]}_proj_weight", transposed) if apart
            else (theirs + "in_proj_weight", lambda w, rows=rows: w[rows].T))
        if bias:
            names[f"{own}.{part}.bias"] = (theirs + "in_proj_bias", lambda b, rows=rows: b[rows])
    names[own + ".output.weight"] = (theirs + "out_proj.weight", transposed)
    if bias:
        names[own + ".output.bias"] = theirs + "out_proj.bias"
    return names


def layer(own, theirs, norms, width=6, bias=True):
    names = projections(own + ".selfAttention", theirs + "self_attn.", width, bias=bias)
    if norms == 3:
        names |= projections(own + ".crossAttention", theirs + "multihead_attn.", width, bias=bias)
    for number in (1, 2):
        names[f"{own}.feedForward{number}.weight"] = (f"{theirs}linear{number}.weight", transposed)
        if bias:
            names[f"{own}.feedForward{number}.bias"] = f"{theirs}linear{number}.bias"
    for number in range(1, norms + 1):
        names[f"{own}.norm{number}.weight"] = f"{theirs}norm{number}.weight"
        names[f"{own}.norm{number}.bias"] = f"{theirs}norm{number}.bias"
    return names


def attended(heads=2, causal=False):
    def forward(module, x, key=None, value=None, mask=None, keyMask=None):
        key = x if key is None else key
        value = key if value is None else value
        if mask is not None:
            # The class wants one for each head.
            mask = ~mask if mask.dtype == torch.bool else mask
            if mask.dim() == 3:
                mask = mask.repeat_interleave(heads, dim=0)
            if mask.dim() == 4:
                mask = mask.reshape(-1, *mask.shape[2:])
        if causal:
            mask = ~torch.ones(x.shape[1], key.shape[1]).tril().bool()
        keyMask = None if keyMask is None else ~keyMask
        if mask is not None and mask.is_floating_point() and keyMask is not None:
            keyMask = torch.zeros(keyMask.shape, dtype=mask.dtype).masked_fill(keyMask, -torch.inf)
        return module(x, key, value, attn_mask=mask, key_padding_mask=keyMask, need_weights=False)[0]
    return forward


def attention(heads=2, **options):
    return nn.MultiheadAttention(6, heads, batch_first=True, **options)


own = projections("multiHeadAttention1", "")
spec = {"type": "multiHeadAttention", "heads": 2}
case("self-attention", spec, attention(), normal(2, 5, 6), parameters=own, forward=attended())
case("causal self-attention without bias", spec | {"isCausal": True, "bias": False},
     attention(bias=False), normal(2, 5, 6),
     parameters=projections("multiHeadAttention1", "", bias=False), forward=attended(causal=True))
wide = projections("multiHeadAttention1", "", apart=True)
case("attention to keys and values of other widths", spec, attention(kdim=5, vdim=3), normal(2, 4, 6),
     parameters=wide, forward=attended(), call="attention",
     others={"key": normal(2, 6, 5), "value": normal(2, 6, 3)})
seen = torch.tensor([[1, 0, 1, 1, 0], [1, 1, 0, 0, 0], [0, 0, 0, 1, 1]]).bool()
there = torch.tensor([[1, 1, 1, 1, 0], [1, 1, 0, 1, 1]]).bool()
case("attention with a mask of bool and padded keys", spec, attention(), normal(2, 3, 6),
     parameters=own, forward=attended(), call="attention",
     others={"key": normal(2, 5, 6), "mask": seen, "keyMask": there})
case("attention with a mask for each head that is added", spec, attention(), normal(2, 3, 6),
     parameters=own, forward=attended(), call="attention",
     others={"key": normal(2, 5, 6), "mask": normal(2, 2, 3, 5), "keyMask": there})
case("attention with a mask for each example", spec, attention(), normal(2, 3, 6), parameters=own,
     forward=attended(), call="attention",
     others={"key": normal(2, 5, 6), "mask": torch.stack([seen, ~seen])})


class Grouped(nn.Module):
    """Heads of queries share those of keys: scaled_dot_product_attention between layers."""

    def __init__(self, heads, shared, width, outputs):
        super().__init__()
        self.heads, self.shared = heads, shared
        d = width // heads
        self.query, self.key = nn.Linear(6, width), nn.Linear(6, shared * d)
        self.value, self.output = nn.Linear(6, shared * d), nn.Linear(width, outputs)

    def forward(self, x):
        def split(y, heads):
            return y.unflatten(-1, (heads, -1)).transpose(1, 2)
        y = nn.functional.scaled_dot_product_attention(
            split(self.query(x), self.heads), split(self.key(x), self.shared),
            split(self.value(x), self.shared), is_causal=True, enable_gqa=True)
        return self.output(y.transpose(1, 2).flatten(2))


def linear(own, theirs):
    return {own + ".weight": (theirs + ".weight", transposed), own + ".bias": theirs + ".bias"}


parts = {}
for part in ("query", "key", "value", "output"):
    parts |= linear("multiHeadAttention1." + part, part)
case("grouped queries of another width",
     {"type": "multiHeadAttention", "heads": 4, "keyValueHeads": 2, "width": 12, "outputs": 5,
      "isCausal": True}, Grouped(4, 2, 12, 5), normal(2, 5, 6), parameters=parts)

fused = {"selfAttention1.qkv.weight": ("in_proj_weight", transposed),
         "selfAttention1.output.weight": ("out_proj.weight", transposed)}
case("fused self-attention without bias", {"type": "selfAttention", "heads": 2, "bias": False},
     attention(bias=False), normal(2, 5, 6), parameters=fused, forward=attended(causal=True))

# Transformers


def encoded(module, x, mask=None, keyMask=None):
    return module(x, None if mask is None else ~mask,
                  src_key_padding_mask=None if keyMask is None else ~keyMask)


def causal(module, x):
    length = x.shape[1]
    return module(x, ~torch.ones(length, length).tril().bool())


encoder = {"type": "transformerEncoderLayer", "heads": 2, "feedForward": 7, "dropout": 0}
options = {"dim_feedforward": 7, "dropout": 0, "batch_first": True}
names = layer("transformerEncoderLayer1", "", 2)
both("encoder layer", encoder, nn.TransformerEncoderLayer(6, 2, **options), normal(2, 5, 6),
     parameters=names)
both("causal encoder layer, norms first, gelu",
     encoder | {"normFirst": True, "isCausal": True, "activation": {"type": "gelu"}, "epsilon": 0.01},
     nn.TransformerEncoderLayer(
         6, 2, norm_first=True, activation=nn.GELU(), layer_norm_eps=0.01, **options),
     normal(2, 5, 6), parameters=names, forward=causal)
case("encoder layer with padding", encoder, nn.TransformerEncoderLayer(6, 2, **options),
     normal(2, 5, 6), parameters=names, forward=encoded, call="encoder",
     others={"mask": torch.ones(5, 5).tril(1).bool(), "keyMask": there})
two = layer("transformerEncoder1.layer1", "layers.0.", 2)
two |= layer("transformerEncoder1.layer2", "layers.1.", 2)
final = {"transformerEncoder1.norm.weight": "norm.weight", "transformerEncoder1.norm.bias": "norm.bias"}
case("encoder of two layers",
     {"type": "transformerEncoder", "layers": 2, "layer": encoder | {"normFirst": True}},
     nn.TransformerEncoder(
         nn.TransformerEncoderLayer(6, 2, norm_first=True, **options), 2, norm=nn.LayerNorm(6),
         enable_nested_tensor=False), normal(2, 5, 6), parameters=two | final)


def decoded(is_causal=True):
    def forward(module, x, memory, keyMask=None, memoryMask=None, memoryKeyMask=None):
        def hidden(mask):
            return None if mask is None else ~mask
        own = ~torch.ones(x.shape[1], x.shape[1]).tril().bool() if is_causal else None
        return module(x, memory, tgt_mask=own, memory_mask=hidden(memoryMask),
                      tgt_key_padding_mask=hidden(keyMask),
                      memory_key_padding_mask=hidden(memoryKeyMask))
    return forward


decoder = {"type": "transformerDecoderLayer", "heads": 2, "feedForward": 7, "dropout": 0}
names = layer("transformerDecoderLayer1", "", 3)
both("decoder layer", decoder, nn.TransformerDecoderLayer(6, 2, **options), normal(2, 4, 6),
     parameters=names, forward=decoded(), call="decoder", others={"memory": normal(2, 5, 6)})
case("decoder layer with masks, norms first", decoder | {"normFirst": True, "isCausal": False},
     nn.TransformerDecoderLayer(6, 2, norm_first=True, **options), normal(2, 3, 6), parameters=names,
     forward=decoded(False), call="decoder",
     others={"memory": normal(2, 5, 6), "memoryMask": seen, "memoryKeyMask": there,
             "keyMask": torch.tensor([[1, 1, 0], [1, 1, 1]]).bool()})
two = layer("transformerDecoder1.layer1", "layers.0.", 3)
two |= layer("transformerDecoder1.layer2", "layers.1.", 3)
final = {"transformerDecoder1.norm.weight": "norm.weight", "transformerDecoder1.norm.bias": "norm.bias"}
case("decoder of two layers", {"type": "transformerDecoder", "layers": 2, "layer": decoder},
     nn.TransformerDecoder(
         nn.TransformerDecoderLayer(6, 2, **options), 2, norm=nn.LayerNorm(6)), normal(2, 4, 6),
     parameters=two | final, forward=decoded(), call="decoder", others={"memory": normal(2, 5, 6)})

# Embeddings and positions

tokens = torch.tensor([[1, 6, 2], [0, 2, 3]])
case("embedding with a padding index",
     {"type": "embedding", "count": 7, "features": 4, "paddingIndex": -5},
     nn.Embedding(7, 4, padding_idx=2), tokens, parameters={"embedding1.weight": "weight"})
for mode in ("sum", "mean", "max"):
    case("bags: " + mode,
         {"type": "embeddingBag", "count": 7, "features": 4, "mode": mode, "paddingIndex": 2},
         nn.EmbeddingBag(7, 4, mode=mode, padding_idx=2), tokens,
         parameters={"embeddingBag1.weight": "weight"})


def bags(module, x, offsets=None, weights=None):
    return module(x, offsets, weights)


case("bags with offsets and weights", {"type": "embeddingBag", "count": 7, "features": 4, "mode": "sum"},
     nn.EmbeddingBag(7, 4, mode="sum"), torch.tensor([1, 6, 2, 0, 2]), forward=bags, call="bag",
     parameters={"embeddingBag1.weight": "weight"},
     others={"offsets": torch.tensor([0, 2, 2]), "weights": normal(5)})


class Positions(nn.Module):
    def __init__(self, count, features):
        super().__init__()
        self.table = nn.Embedding(count, features)

    def forward(self, x):
        return x + self.table(torch.arange(x.shape[-2]))


case("learned positions", {"type": "learnedPositions", "maxLength": 6}, Positions(6, 4), normal(2, 5, 4),
     parameters={"learnedPositions1.weight": "table.weight"})

write("layers_transformers")
