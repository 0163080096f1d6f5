#!/usr/bin/env python3
"""Writes layers_recurrent.json: recurrent layers and cells of torch.nn for given parameters.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_layers_recurrent.py
"""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from layer_cases import case, normal, transposed, write


def weights(scope, layers=1, directions=1, bias=True):
    names = {}
    for layer in range(layers):
        for direction in range(directions):
            own = f"{scope}.layer{layer + 1}." + ("backward." if direction else "")
            suffix = f"_l{layer}" + ("_reverse" if direction else "")
            names |= {own + "inputWeight": ("weight_ih" + suffix, transposed),
                      own + "hiddenWeight": ("weight_hh" + suffix, transposed)}
            if bias:
                names |= {own + "inputBias": "bias_ih" + suffix,
                          own + "hiddenBias": "bias_hh" + suffix}
    return names


def cell_weights(scope, bias=True):
    names = {scope + ".inputWeight": ("weight_ih", transposed),
             scope + ".hiddenWeight": ("weight_hh", transposed)}
    if bias:
        names |= {scope + ".inputBias": "bias_ih", scope + ".hiddenBias": "bias_hh"}
    return names


def outputs(module, x):
    return module(x)[0]


def last(directions):
    """The last hidden states of the last layer, side by side."""
    def forward(module, x):
        state = module(x)[1]
        hidden = state[0] if isinstance(state, tuple) else state
        return torch.cat(list(hidden[-directions:]), dim=-1)
    return forward


def whole(steps, batch_first=True):
    """Outputs and last states, from given states, of sequences that may end early."""
    def forward(module, x, hidden, cell=None, lengths=None):
        if lengths is not None:
            x = pack_padded_sequence(x, lengths, batch_first=batch_first, enforce_sorted=False)
        output, state = module(x, hidden if cell is None else (hidden, cell))
        if lengths is not None:
            output, _ = pad_packed_sequence(output, batch_first=batch_first, total_length=steps)
        return (output, *state) if cell is not None else (output, state)
    return forward


case("lstm", {"type": "lstm", "units": 2}, nn.LSTM(3, 2, batch_first=True), normal(3, 4, 3),
     parameters=weights("lstm1"), forward=outputs)
case("rnn of two layers, both directions, relu, time first",
     {"type": "rnn", "units": 2, "layers": 2, "isBidirectional": True, "activation": "relu",
      "batchFirst": False},
     nn.RNN(3, 2, 2, bidirectional=True, nonlinearity="relu"), normal(4, 3, 3),
     parameters=weights("rnn1", 2, 2), forward=outputs)
case("gru without biases", {"type": "gru", "units": 2, "layers": 2, "bias": "none"},
     nn.GRU(3, 2, 2, bias=False, batch_first=True), normal(3, 4, 3),
     parameters=weights("gru1", 2, bias=False), forward=outputs)
case("last step of an lstm of both directions",
     {"type": "lstm", "units": 2, "layers": 2, "isBidirectional": True, "returnsSequences": False},
     nn.LSTM(3, 2, 2, bidirectional=True, batch_first=True), normal(3, 4, 3),
     parameters=weights("lstm1", 2, 2), forward=last(2))
case("last step of a gru, time first",
     {"type": "gru", "units": 2, "returnsSequences": False, "batchFirst": False},
     nn.GRU(3, 2), normal(4, 3, 3), parameters=weights("gru1"), forward=last(1))
case("lstm from states, lengths",
     {"type": "lstm", "units": 2, "layers": 2, "isBidirectional": True},
     nn.LSTM(3, 2, 2, bidirectional=True, batch_first=True), normal(3, 4, 3),
     parameters=weights("lstm1", 2, 2), forward=whole(4), call="lstm",
     others={"hidden": normal(4, 3, 2), "cell": normal(4, 3, 2), "lengths": torch.tensor([2, 4, 1])})
case("rnn from states", {"type": "rnn", "units": 2}, nn.RNN(3, 2, batch_first=True), normal(3, 4, 3),
     parameters=weights("rnn1"), forward=whole(4), call="rnn", others={"hidden": normal(1, 3, 2)})
case("gru from states, lengths, time first", {"type": "gru", "units": 2, "batchFirst": False},
     nn.GRU(3, 2), normal(4, 3, 3), parameters=weights("gru1"), forward=whole(4, False), call="gru",
     others={"hidden": normal(1, 3, 2), "lengths": torch.tensor([3, 1, 4])})


def lstm_step(module, x, hidden, cell):
    return module(x, (hidden, cell))


def step(module, x, hidden):
    return module(x, hidden)


case("rnnCell", {"type": "rnnCell", "units": 2, "activation": "relu"},
     nn.RNNCell(3, 2, nonlinearity="relu"), normal(4, 3), parameters=cell_weights("rnnCell1"),
     forward=step, call="rnnCell", others={"hidden": normal(4, 2)})
case("lstmCell", {"type": "lstmCell", "units": 2}, nn.LSTMCell(3, 2), normal(4, 3),
     parameters=cell_weights("lstmCell1"), forward=lstm_step, call="lstmCell",
     others={"hidden": normal(4, 2), "cell": normal(4, 2)})
case("gruCell without biases", {"type": "gruCell", "units": 2, "bias": "none"},
     nn.GRUCell(3, 2, bias=False), normal(4, 3), parameters=cell_weights("gruCell1", False),
     forward=step, call="gruCell", others={"hidden": normal(4, 2)})
case("gruCell from zeros", {"type": "gruCell", "units": 2}, nn.GRUCell(3, 2), normal(4, 3),
     parameters=cell_weights("gruCell1"))

write("layers_recurrent")
