#!/usr/bin/env python3
"""The workloads in JAX on the CPU: one jitted function a step with its state donated, pipelined:
it is waited for once, at the end."""

import os

import common

found = common.options(__doc__)
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = (
    os.environ.get("XLA_FLAGS", "")
    + f" --xla_cpu_multi_thread_eigen=true intra_op_parallelism_threads={found.threads}"
)

import jax  # noqa: E402  (after the threads are limited)
import jax.numpy as jnp  # noqa: E402

keys = iter(jax.random.split(jax.random.key(1), 10_000))


def uniform(*shape, low=-1.0):
    return jax.random.uniform(next(keys), shape, minval=low)


def normal(*shape, deviation=0.02):
    return jax.random.normal(next(keys), shape) * deviation


def dense(inputs, outputs, deviation):
    return {"weight": normal(inputs, outputs, deviation=deviation), "bias": jnp.zeros(outputs)}


def apply(layer, x):
    return x @ layer["weight"] + layer["bias"]


def norm(layer, x):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + 1e-5) * layer["weight"] + layer["bias"]


def cross_entropy(logits, labels):
    logits = jax.nn.log_softmax(logits)
    return -jnp.take_along_axis(logits, labels[..., None], axis=-1).mean()


def sgd(parameters, gradients, state, rate=0.5):
    return jax.tree.map(lambda p, g: p - rate * g, parameters, gradients), state


def adam(parameters, gradients, state, decay=0.0, rate=1e-3):
    """Adam, or AdamW where decay is above 0, with PyTorch's numbers."""
    count = state["count"] + 1
    first, second = 1 - 0.9**count, 1 - 0.999**count
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, state["m"], gradients)
    v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, state["v"], gradients)
    parameters = jax.tree.map(
        lambda p, m, v: p * (1 - rate * decay)
        - rate * (m / first) / (jnp.sqrt(v / second) + 1e-8),
        parameters,
        m,
        v,
    )
    return parameters, {"m": m, "v": v, "count": count}


def moments(parameters):
    zeros = lambda: jax.tree.map(jnp.zeros_like, parameters)  # noqa: E731
    return {"m": zeros(), "v": zeros(), "count": jnp.zeros(())}


class Training:
    """Parameters, states and data, and one function that makes a step of them."""

    def __init__(self, parameters, state, loss, rule, batches):
        self.initial = (parameters, state)
        self.batches = batches

        def step(parameters, state, examples, targets):
            value, gradients = jax.value_and_grad(loss)(parameters, examples, targets)
            return *rule(parameters, gradients, state), value

        self.function = jax.jit(step, donate_argnums=(0, 1))

    def reset(self):
        # Copies, since the step takes over what it is given.
        self.parameters, self.state = jax.tree.map(jnp.array, self.initial)
        self.value = None

    def step(self, number):
        self.parameters, self.state, self.value = self.function(
            self.parameters, self.state, *self.batches[number % len(self.batches)]
        )

    def finish(self):
        jax.block_until_ready((self.parameters, self.state, self.value))


class Update:
    """One update of a parameter with a gradient that is given."""

    def __init__(self, count):
        self.gradient = uniform(count)
        self.count = count

        def step(parameter, state, gradient):
            return adam(parameter, gradient, state)

        self.function = jax.jit(step, donate_argnums=(0, 1))

    def reset(self):
        self.parameter = jnp.ones(self.count)
        self.state = moments(self.parameter)

    def step(self, _):
        self.parameter, self.state = self.function(self.parameter, self.state, self.gradient)

    def finish(self):
        jax.block_until_ready((self.parameter, self.state))


class Function:
    """A function of arrays that are there. The result before is donated, so that the next one is
    written to its memory."""

    def __init__(self, function, inputs):
        self.inputs = inputs
        self.function = jax.jit(
            lambda before, *inputs: function(*inputs), donate_argnums=0, keep_unused=True
        )
        self.result = jnp.zeros_like(jax.jit(function)(*inputs))

    def reset(self):
        """Nothing is learned."""

    def step(self, _):
        self.result = self.function(self.result, *self.inputs)

    def finish(self):
        self.result.block_until_ready()


def gpt(s):
    width = s.width

    def layer_norm():
        return {"weight": jnp.ones(width), "bias": jnp.zeros(width)}

    parameters = {
        "embedding": normal(s.vocabulary, width),
        "positions": normal(s.context, width),
        "blocks": [
            {
                "norm1": layer_norm(),
                "qkv": dense(width, 3 * width, 0.02),
                "output": dense(width, width, 0.02),
                "norm2": layer_norm(),
                "up": dense(width, 4 * width, 0.02),
                "down": dense(4 * width, width, 0.02),
            }
            for _ in range(s.layers)
        ],
        "norm": layer_norm(),
        "head": dense(width, s.vocabulary, 0.02),
    }

    def loss(p, characters, following):
        x = p["embedding"][characters] + p["positions"]
        for block in p["blocks"]:
            parts = apply(block["qkv"], norm(block["norm1"], x))
            parts = parts.reshape(s.batch, s.context, 3, s.heads, width // s.heads)
            q, k, v = parts[:, :, 0], parts[:, :, 1], parts[:, :, 2]
            y = jax.nn.dot_product_attention(q, k, v, is_causal=True)
            x = x + apply(block["output"], y.reshape(x.shape))
            hidden = apply(block["up"], norm(block["norm2"], x))
            x = x + apply(block["down"], jax.nn.gelu(hidden, approximate=False))
        return cross_entropy(apply(p["head"], norm(p["norm"], x)), following)

    def text():
        return jax.random.randint(next(keys), (s.batch, s.context), 0, s.vocabulary)

    return Training(
        parameters,
        moments(parameters),
        loss,
        lambda p, g, state: adam(p, g, state, decay=0.01),
        [(text(), text()) for _ in range(common.BATCH_COUNT)],
    )


def perceptron(inputs, hidden, outputs):
    return {
        "first": dense(inputs, hidden, (2 / inputs) ** 0.5),
        "last": dense(hidden, outputs, (1 / hidden) ** 0.5),
    }


def make(name, s):
    match name:
        case "xor":
            cases = jnp.array([[i & 1, i >> 1 & 1] for i in range(s.batch)], jnp.float32)
            answers = (cases[:, :1] != cases[:, 1:]).astype(jnp.float32)

            def squared_error(p, examples, targets):
                hidden = jnp.tanh(apply(p["first"], examples))
                return ((jax.nn.sigmoid(apply(p["last"], hidden)) - targets) ** 2).mean()

            return Training(
                perceptron(2, s.hidden, 1), {}, squared_error, sgd, [(cases, answers)]
            )
        case "mlp":
            parameters = perceptron(s.inputs, s.hidden, s.outputs)

            def loss(p, examples, labels):
                hidden = jax.nn.relu(apply(p["first"], examples))
                return cross_entropy(apply(p["last"], hidden), labels)

            batches = [
                (
                    uniform(s.batch, s.inputs, low=0.0),
                    jax.random.randint(next(keys), (s.batch,), 0, s.outputs),
                )
                for _ in range(common.BATCH_COUNT)
            ]
            return Training(parameters, moments(parameters), loss, adam, batches)
        case "gpt":
            return gpt(s)
        case "gemm":
            lead = [s.batch] if s.batch > 1 else []
            a = uniform(*lead, s.k, s.m) if s.ta else uniform(*lead, s.m, s.k)
            b = uniform(*lead, s.n, s.k) if s.tb else uniform(*lead, s.k, s.n)

            def product(a, b):
                return jnp.matmul(a.mT if s.ta else a, b.mT if s.tb else b)

            return Function(product, [a, b])
        case "softmax":
            return Function(jax.nn.softmax, [uniform(s.rows, s.columns)])
        case "layer-norm":
            return Function(
                lambda x, scale, offset: norm({"weight": scale, "bias": offset}, x),
                [uniform(s.rows, s.columns), uniform(s.columns), uniform(s.columns)],
            )
        case "sum":
            return Function(lambda x: x.sum(1), [uniform(s.rows, s.columns)])
        case "gelu":
            return Function(
                lambda a, b, c: jax.nn.gelu(a * b + c, approximate=False),
                [uniform(s.elements) for _ in "abc"],
            )
        case "adam":
            return Update(s.parameters)
    raise common.Unsupported(name)


common.main(found, make, f"JAX {jax.__version__} jit, CPU, {found.threads} threads")
