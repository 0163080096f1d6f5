#!/usr/bin/env python3
"""The workloads in PyTorch on the CPU, eager or with torch.compile: threads set, gradients set to
None, fused optimisers, fused attention, results of kernels written to memory that is there."""

import common

found = common.options(
    __doc__, lambda parser: parser.add_argument("--compile", action="store_true")
)

import torch  # noqa: E402  (after the threads are limited)
import torch.nn.functional as F  # noqa: E402
from torch import nn  # noqa: E402

torch.set_num_threads(found.threads)
torch.manual_seed(1)
aten = torch.ops.aten


class Attention(nn.Module):
    """Causal self-attention with several heads."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)

    def forward(self, x):
        batch, length, width = x.shape
        parts = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.output(y.transpose(1, 2).reshape(batch, length, width))


class Block(nn.Module):
    """Pre-norm attention and MLP with residuals."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.attention = nn.Sequential(nn.LayerNorm(width), Attention(width, heads))
        self.mlp = nn.Sequential(
            nn.LayerNorm(width),
            nn.Linear(width, 4 * width),
            nn.GELU(),
            nn.Linear(4 * width, width),
        )

    def forward(self, x):
        x = x + self.attention(x)
        return x + self.mlp(x)


class GPT(nn.Module):
    """The character GPT of apus-bench."""

    def __init__(self, s):
        super().__init__()
        self.embedding = nn.Embedding(s.vocabulary, s.width)
        self.positions = nn.Parameter(torch.zeros(s.context, s.width))
        self.blocks = nn.Sequential(*[Block(s.width, s.heads) for _ in range(s.layers)])
        self.norm = nn.LayerNorm(s.width)
        self.head = nn.Linear(s.width, s.vocabulary)
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.02)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)

    def forward(self, characters):
        x = self.embedding(characters) + self.positions
        return self.head(self.norm(self.blocks(x)))


class ResidualBlock(nn.Module):
    """Two convolutions of 3×3 and what goes around them."""

    def __init__(self, inputs: int, channels: int, stride: int):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inputs, channels, 3, stride, 1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False),
            nn.BatchNorm2d(channels),
        )
        self.shortcut = nn.Identity()
        if stride > 1:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, channels, 1, stride, bias=False), nn.BatchNorm2d(channels)
            )

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x), inplace=True)


def resnet18(width: int, classes: int):
    """ResNet-18 for small images: a stem of 3×3, no pool behind it."""
    layers = [nn.Conv2d(3, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(inplace=True)]
    inputs = width
    for stage in range(4):
        for block in range(2):
            stride = 2 if stage > 0 and block == 0 else 1
            layers.append(ResidualBlock(inputs, width << stage, stride))
            inputs = width << stage
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, classes))


class CharacterLSTM(nn.Module):
    """Embedding, LSTM and a dense layer over all steps."""

    def __init__(self, s):
        super().__init__()
        self.embedding = nn.Embedding(s.vocabulary, s.width)
        self.lstm = nn.LSTM(s.width, s.width, s.layers, batch_first=True)
        self.head = nn.Linear(s.width, s.vocabulary)

    def forward(self, characters):
        return self.head(self.lstm(self.embedding(characters))[0])


def cross_entropy(logits, labels):
    """The mean over all rows, whatever their shape."""
    return F.cross_entropy(logits.flatten(0, -2), labels.flatten())


class Training:
    """A network, its optimiser and its data."""

    def __init__(self, model, loss, optimizer, batches):
        self.parameters = list(model.parameters())
        self.initial = [p.detach().clone() for p in self.parameters]
        self.make_optimizer = optimizer
        self.batches = batches

        def forward(examples, targets):
            return loss(model(examples), targets)

        self.forward = torch.compile(forward) if found.compile else forward

    def reset(self):
        with torch.no_grad():
            for parameter, value in zip(self.parameters, self.initial):
                parameter.copy_(value)
        self.optimizer = self.make_optimizer(self.parameters)

    def step(self, number: int):
        examples, targets = self.batches[number % len(self.batches)]
        self.optimizer.zero_grad(set_to_none=True)
        self.forward(examples, targets).backward()
        self.optimizer.step()

    def finish(self):
        """On the CPU a step is done when it returns."""


class Update:
    """One update of a parameter with a gradient that is given."""

    def __init__(self, count: int):
        self.parameter = nn.Parameter(torch.ones(count))
        self.parameter.grad = torch.rand(count) * 2 - 1

    def reset(self):
        with torch.no_grad():
            self.parameter.fill_(1)
        self.optimizer = torch.optim.Adam([self.parameter], lr=1e-3, fused=True)

    def step(self, _):
        self.optimizer.step()

    def finish(self):
        """On the CPU a step is done when it returns."""


class Differentiated:
    """A function of a tensor that is there, and its gradient for an upstream one."""

    def __init__(self, function, x, upstream):
        self.function, self.x, self.upstream = function, x, upstream

    def reset(self):
        """Nothing is learned."""

    def step(self, _):
        self.x.grad = None
        self.function(self.x).backward(self.upstream)

    def finish(self):
        """On the CPU a step is done when it returns."""


class Function:
    """A function of tensors that are there; eager it writes to memory that is there, too."""

    def __init__(self, eager, plain, inputs):
        self.function = torch.compile(plain) if found.compile else eager
        self.inputs = inputs

    def reset(self):
        """Nothing is learned."""

    def step(self, _):
        with torch.no_grad():
            self.result = self.function(*self.inputs)

    def finish(self):
        """On the CPU a step is done when it returns."""

    def values(self):
        """The elements of the last result, or of the first of several."""
        result = self.result[0] if isinstance(self.result, tuple) else self.result
        return result.contiguous().numpy()


numbers = common.Numbers()


def uniform(*shape):
    return torch.from_numpy(numbers.uniform(*shape))


def indices(count, below):
    return torch.from_numpy(numbers.integers(count, below)).long()


def gemm(s):
    lead = [s.batch] if s.batch > 1 else []
    a = uniform(*lead, s.k, s.m).mT if s.ta else uniform(*lead, s.m, s.k)
    b = uniform(*lead, s.n, s.k).mT if s.tb else uniform(*lead, s.k, s.n)
    out = torch.empty(*lead, s.m, s.n)
    return Function(lambda a, b: torch.matmul(a, b, out=out), torch.matmul, [a, b])


def attention(s):
    x = uniform(s.batch, s.context, 3, s.heads, s.width).requires_grad_()
    upstream = uniform(s.batch, s.context, s.heads, s.width)

    def plain(x):
        q, k, v = x.permute(2, 0, 3, 1, 4)
        return F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2)

    return Differentiated(torch.compile(plain) if found.compile else plain, x, upstream)


class Recurrent:
    """An LSTM over whole sequences, and all gradients for an upstream one that is given."""

    def __init__(self, s):
        self.model = nn.LSTM(s.width, s.width, s.layers)
        self.x = uniform(s.steps, s.batch, s.width).requires_grad_()
        self.upstream = uniform(s.steps, s.batch, s.width)
        self.function = torch.compile(self.model) if found.compile else self.model

    def reset(self):
        """Nothing is learned."""

    def step(self, _):
        self.x.grad = None
        self.model.zero_grad(set_to_none=True)
        self.function(self.x)[0].backward(self.upstream)

    def finish(self):
        """On the CPU a step is done when it returns."""


def layer_norm(s):
    x, scale, offset = uniform(s.rows, s.columns), uniform(s.columns), uniform(s.columns)
    out = torch.empty(s.rows, s.columns)
    mean, deviation = torch.empty(s.rows, 1), torch.empty(s.rows, 1)

    def eager(x, scale, offset):
        return aten.native_layer_norm.out(
            x, [s.columns], scale, offset, 1e-5, out0=out, out1=mean, out2=deviation
        )

    def plain(x, scale, offset):
        return F.layer_norm(x, [s.columns], scale, offset, 1e-5)

    return Function(eager, plain, [x, scale, offset])


def function(eager, *inputs):
    """A function that is not compiled: it is one call of the library."""
    if found.compile:
        raise common.Unsupported(found.workload)
    return Function(eager, None, inputs)


def convolution(s):
    x = uniform(s.batch, s["in"], s.size, s.size)
    w = uniform(s.out, s["in"], s.kernel, s.kernel)
    padding = s.kernel // 2
    count = (s.size + 2 * padding - s.kernel) // s.stride + 1
    upstream = uniform(s.batch, s.out, count, count)
    if s.gradient == 0:
        return function(lambda x, w: F.conv2d(x, w, None, s.stride, padding), x, w)
    mask = [s.gradient == 1, s.gradient == 2, False]
    windows = [[s.stride] * 2, [padding] * 2, [1, 1], False, [0, 0], 1]

    def gradient(upstream, x, w):
        made = aten.convolution_backward(upstream, x, w, None, *windows, mask)
        return made[s.gradient - 1]

    return function(gradient, upstream, x, w)


def gelu(s):
    out = torch.empty(s.elements)

    def eager(a, b, c):
        aten.gelu_(torch.addcmul(c, a, b, out=out))

    return Function(eager, lambda a, b, c: F.gelu(a * b + c), [uniform(s.elements) for _ in "abc"])


def images(s, channels, classes):
    """Batches of images with their classes."""
    return [
        (torch.rand(s.batch, channels, s.size, s.size), torch.randint(classes, (s.batch,)))
        for _ in range(common.BATCH_COUNT)
    ]


def make(name, s):
    batches = range(common.BATCH_COUNT)
    match name:
        case "xor":
            model = nn.Sequential(
                nn.Linear(2, s.hidden), nn.Tanh(), nn.Linear(s.hidden, 1), nn.Sigmoid()
            )
            cases = torch.tensor([[i & 1, i >> 1 & 1] for i in range(s.batch)]).float()
            answers = (cases[:, :1] != cases[:, 1:]).float()
            return Training(
                model,
                F.mse_loss,
                lambda p: torch.optim.SGD(p, lr=0.5, fused=True),
                [(cases, answers)],
            )
        case "mlp":
            model = nn.Sequential(
                nn.Linear(s.inputs, s.hidden), nn.ReLU(), nn.Linear(s.hidden, s.outputs)
            )
            data = [
                (torch.rand(s.batch, s.inputs), torch.randint(s.outputs, (s.batch,)))
                for _ in batches
            ]
            return Training(
                model, cross_entropy, lambda p: torch.optim.Adam(p, lr=1e-3, fused=True), data
            )
        case "gpt":
            text = lambda: torch.randint(s.vocabulary, (s.batch, s.context))  # noqa: E731
            return Training(
                GPT(s),
                cross_entropy,
                lambda p: torch.optim.AdamW(p, lr=1e-3, fused=True),
                [(text(), text()) for _ in batches],
            )
        case "cnn":
            model = nn.Sequential(
                nn.Conv2d(1, s.channels, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
                nn.Conv2d(s.channels, 2 * s.channels, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
                nn.Flatten(), nn.Linear((s.size // 4) ** 2 * 2 * s.channels, s.hidden), nn.ReLU(),
                nn.Linear(s.hidden, s.outputs),
            )
            return Training(
                model,
                cross_entropy,
                lambda p: torch.optim.Adam(p, lr=1e-3, fused=True),
                images(s, 1, s.outputs),
            )
        case "resnet18":
            return Training(
                resnet18(s.channels, 10),
                cross_entropy,
                lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, fused=True),
                images(s, 3, 10),
            )
        case "char-lstm":
            text = lambda: torch.randint(s.vocabulary, (s.batch, s.steps))  # noqa: E731
            return Training(
                CharacterLSTM(s),
                cross_entropy,
                lambda p: torch.optim.RMSprop(p, lr=1e-3, foreach=True),
                [(text(), text()) for _ in batches],
            )
        case "gemm":
            return gemm(s)
        case "attention":
            return attention(s)
        case "lstm":
            return Recurrent(s)
        case "softmax":
            x, out = uniform(s.rows, s.columns), torch.empty(s.rows, s.columns)
            return Function(
                lambda x: aten._softmax.out(x, 1, False, out=out), lambda x: x.softmax(1), [x]
            )
        case "layer-norm":
            return layer_norm(s)
        case "sum":
            out = torch.empty(s.rows)
            return Function(
                lambda x: torch.sum(x, 1, out=out),
                lambda x: x.sum(1),
                [uniform(s.rows, s.columns)],
            )
        case "gelu":
            return gelu(s)
        case "conv":
            return convolution(s)
        case "gather":
            x, rows = uniform(s.vocabulary, s.width), indices(s.count, s.vocabulary)
            out = torch.empty(s.count, s.width)
            return function(lambda x, rows: torch.index_select(x, 0, rows, out=out), x, rows)
        case "scatter-add":
            upstream, rows = uniform(s.count, s.width), indices(s.count, s.vocabulary)
            return function(
                lambda g, rows: aten.embedding_dense_backward(g, rows, s.vocabulary, -1, False),
                upstream,
                rows,
            )
        case "top-k":
            out = (torch.empty(s.rows, s.k), torch.empty(s.rows, s.k, dtype=torch.long))
            return function(
                lambda x: tuple(torch.topk(x, s.k, out=out)), uniform(s.rows, s.columns)
            )
        case "cumsum":
            out = torch.empty(s.rows, s.columns)
            return function(
                lambda x: torch.cumsum(x, s.axis, out=out), uniform(s.rows, s.columns)
            )
        case "transpose":
            lead, inner = [s.outer] * (s.outer > 1), [s.inner] * (s.inner > 1)
            x = uniform(*lead, s.rows, s.columns, *inner)
            axis = len(lead)
            out = torch.empty(*lead, s.columns, s.rows, *inner)
            return function(lambda x: out.copy_(x.transpose(axis, axis + 1)), x)
        case "concatenate":
            parts = [uniform(s.rows, s.columns) for _ in range(s.parts)]
            out = torch.cat(parts, s.axis)
            return function(lambda *parts: torch.cat(parts, s.axis, out=out), *parts)
        case "pad":
            x = uniform(s.batch, s.channels, s.size, s.size)
            return function(lambda x: F.pad(x, [s.amount] * 4), x)
        case "adam":
            if found.compile:
                raise common.Unsupported(name)  # the fused optimiser is a kernel already
            return Update(s.parameters)
    raise common.Unsupported(name)


common.main(
    found,
    make,
    f"PyTorch {torch.__version__} {'torch.compile' if found.compile else 'eager'}, CPU, "
    f"{torch.get_num_threads()} threads",
)
