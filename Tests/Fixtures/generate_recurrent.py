#!/usr/bin/env python3
"""Writes recurrent.json: torch.nn.RNN, LSTM and GRU over whole sequences, packed ones for lengths.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_recurrent.py
golden.py says how. Weights are laid out as Apus does, inputs first.
"""

import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from golden import case, normal, write


def sequence(name, kind, gates, layers, directions, batch_first=False, lengths=None, steps=4, batch=3,
             inputs=3, hidden=2, **options):
    module = kind(inputs, hidden, layers, bidirectional=directions == 2, batch_first=batch_first,
                  **options).double()

    def run(x, h, c, counts, *weights):
        values = {}
        for place in range(layers * directions):
            suffix = f"_l{place // directions}" + ("_reverse" if place % directions else "")
            w, u, b, d = weights[4 * place:4 * place + 4]
            values |= {"weight_ih" + suffix: w.T, "weight_hh" + suffix: u.T, "bias_ih" + suffix: b,
                       "bias_hh" + suffix: d}
        if lengths:
            x = pack_padded_sequence(x, counts, batch_first=batch_first, enforce_sorted=False)
        state = (h, c) if gates == 4 else h
        output, state = torch.func.functional_call(module, values, (x, state))
        if lengths:
            output, _ = pad_packed_sequence(output, batch_first=batch_first, total_length=steps)
        return (output, *state) if gates == 4 else (output, state)

    states = (layers * directions, batch, hidden)
    arrays = [normal(*((batch, steps) if batch_first else (steps, batch)), inputs), normal(*states),
              normal(*states), np.array(lengths or [steps] * batch)]
    for place in range(layers * directions):
        below = inputs if place < directions else hidden * directions
        width = gates * hidden
        arrays += [normal(below, width), normal(hidden, width), normal(width), normal(width)]
    case(name, name.split()[0], run, *arrays,
         params=(layers, directions, int(batch_first), int(lengths is not None)))


sequence("rnn", torch.nn.RNN, 1, 1, 1)
sequence("rnnRelu of two layers, batch first", torch.nn.RNN, 1, 2, 1, True, nonlinearity="relu")
sequence("lstm of two layers", torch.nn.LSTM, 4, 2, 1)
sequence("lstm of two layers, both directions, lengths", torch.nn.LSTM, 4, 2, 2, lengths=[2, 4, 1])
sequence("gru of both directions", torch.nn.GRU, 3, 1, 2)
sequence("gru of two layers, lengths, batch first", torch.nn.GRU, 3, 2, 1, True, lengths=[3, 1, 4])

sequence("lstm batch first", torch.nn.LSTM, 4, 1, 1, True)
sequence("rnn of both directions, with lengths", torch.nn.RNN, 1, 1, 2, lengths=[1, 3, 4])
sequence("gru of two layers, both directions", torch.nn.GRU, 3, 2, 2)


def plain(name, kind, layers, batch=3, steps=4, inputs=3, hidden=2, **options):
    """Without biases, from states of zeros."""
    module = kind(inputs, hidden, layers, bias=False, **options).double()
    gates = module.weight_ih_l0.shape[0] // hidden

    def run(x, *weights):
        values = {f"weight_{kind}_l{place // 2}": w.T for place, w in enumerate(weights)
                  for kind in [("ih", "hh")[place % 2]]}
        output, state = torch.func.functional_call(module, values, (x,))
        return (output, *state) if gates == 4 else (output, state)

    arrays = [normal(steps, batch, inputs)]
    for layer in range(layers):
        arrays += [normal(hidden if layer else inputs, gates * hidden), normal(hidden, gates * hidden)]
    case(name, name.split()[0], run, *arrays)


plain("rnnPlain", torch.nn.RNN, 1)
plain("lstmPlain of two layers", torch.nn.LSTM, 2)
plain("gruPlain", torch.nn.GRU, 1)

write("recurrent")
