#!/usr/bin/env python3
"""`xor` and `mlp` in tinygrad with TinyJit, on its OpenCL or its CPU device."""

import os

import common

found = common.options(
    __doc__,
    lambda parser: parser.add_argument("--device", choices=["CL", "CPU"], default="CPU"),
)
os.environ["DEV"] = found.device

from importlib.metadata import version  # noqa: E402

from tinygrad import Context, Device, Tensor, TinyJit, nn  # noqa: E402  (after the device is chosen)

Tensor.manual_seed(1)


class Training:
    """A network, its optimiser and its data."""

    def __init__(self, network, parameters, loss, make_optimizer, batches):
        self.network = network
        self.loss = loss
        self.make_optimizer = make_optimizer
        self.batches = batches
        for batch in batches:
            for tensor in batch:
                tensor.realize()
        self.parameters = [parameter.realize() for parameter in parameters]
        self.initial = [parameter.numpy() for parameter in parameters]
        # The jitted step holds on to these buffers, so they are made once and filled anew.
        self.optimizer = self.make_optimizer(self.parameters)
        self.states = [state.realize() for state in nn.state.get_parameters(self.optimizer)]
        self.states = [s for s in self.states if all(s is not p for p in self.parameters)]
        self.first_states = [state.numpy() for state in self.states]
        self.jitted = TinyJit(self.train)

    @Context(TRAINING=1)
    def train(self, examples, targets):
        self.optimizer.zero_grad()
        value = self.loss(self.network(examples), targets).backward()
        return value.realize(*self.optimizer.schedule_step())

    def reset(self):
        for tensor, value in zip(
            self.parameters + self.states, self.initial + self.first_states
        ):
            tensor.assign(Tensor(value, dtype=tensor.dtype)).realize()

    def step(self, number):
        self.jitted(*self.batches[number % len(self.batches)])

    def finish(self):
        Device[found.device].synchronize()


def make(name, s):
    if name == "xor":
        first, last = nn.Linear(2, s.hidden), nn.Linear(s.hidden, 1)
        cases = [[float(i & 1), float(i >> 1 & 1)] for i in range(s.batch)]
        answers = [[float(a != b)] for a, b in cases]
        return Training(
            lambda x: last(first(x).tanh()).sigmoid(),
            nn.state.get_parameters([first, last]),
            lambda y, target: ((y - target) ** 2).mean(),
            lambda parameters: nn.optim.SGD(parameters, lr=0.5),
            [(Tensor(cases), Tensor(answers))],
        )
    if name == "mlp":
        first, last = nn.Linear(s.inputs, s.hidden), nn.Linear(s.hidden, s.outputs)
        batches = [
            (Tensor.rand(s.batch, s.inputs), Tensor.randint(s.batch, high=s.outputs))
            for _ in range(common.BATCH_COUNT)
        ]
        return Training(
            lambda x: last(first(x).relu()),
            nn.state.get_parameters([first, last]),
            lambda y, labels: y.sparse_categorical_crossentropy(labels),
            lambda parameters: nn.optim.Adam(parameters, lr=1e-3),
            batches,
        )
    raise common.Unsupported(name)


common.main(found, make, f"tinygrad {version('tinygrad')} TinyJit, {found.device}")
