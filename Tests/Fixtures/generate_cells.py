#!/usr/bin/env python3
"""Writes cells.json: torch.nn.RNNCell, LSTMCell and GRUCell, two steps each.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_cells.py
golden.py says how. Weights are laid out as Apus does, inputs first.
"""

import torch

from golden import case, normal, write


def cell(name, module, gates, batch=3, inputs=4, hidden=2):
    def run(x, h, c, w, u, b, d):
        values = {"weight_ih": w.T, "weight_hh": u.T, "bias_ih": b, "bias_hh": d}
        for _ in range(2):
            state = (h, c) if gates == 4 else h
            state = torch.func.functional_call(module, values, (x, state))
            h, c = state if gates == 4 else (state, c)
        return (h, c) if gates == 4 else h

    width = gates * hidden
    shapes = [(batch, inputs), (batch, hidden), (batch, hidden), (inputs, width), (hidden, width),
              (width,), (width,)]
    case(name, name, run, *[normal(*shape) for shape in shapes])


cell("rnnCell", torch.nn.RNNCell(4, 2).double(), 1)
cell("rnnCellRelu", torch.nn.RNNCell(4, 2, nonlinearity="relu").double(), 1)
cell("lstmCell", torch.nn.LSTMCell(4, 2).double(), 4)
cell("gruCell", torch.nn.GRUCell(4, 2).double(), 3)


def plain(name, module):
    """Without biases, from states of zeros."""
    def run(x, w, u):
        state = torch.func.functional_call(module, {"weight_ih": w.T, "weight_hh": u.T}, (x,))
        return state if isinstance(state, tuple) else (state,)

    width = module.weight_ih.shape[0]
    case(name, name, run, normal(3, 4), normal(4, width), normal(2, width))


plain("rnnCellPlain", torch.nn.RNNCell(4, 2, bias=False).double())
plain("lstmCellPlain", torch.nn.LSTMCell(4, 2, bias=False).double())
plain("gruCellPlain", torch.nn.GRUCell(4, 2, bias=False).double())

write("cells")
