"""What the generators of golden cases share: numbers, cases, and the file they go into.

Values come from classes of torch.nn and functions of NumPy and SciPy. Inputs are rounded to float32,
everything is computed in float64; the tests hold Apus' reference in Double to 1e-9 of it and devices,
which compute in float32, to 1e-5. The gradients are those of the sum of all outputs, each multiplied by
the given weights: PyTorch's own for its classes; for functions of NumPy and SciPy, which have none, read
off by `linear` or by scipy.differentiate (`derived`), or left out (`values`) at kinks, ties and edges
and for what has no gradient. `op` and `params` (whole numbers) say what
Tests/ApusTestKit/GoldenExpressions.swift builds. GoldenCase.files lists the files.
"""

import json
import math
import pathlib

import numpy as np
import scipy
import scipy.differentiate
import torch

random = np.random.default_rng(2026)
nan, inf = math.nan, math.inf
cases = []


def normal(*shape):
    return random.standard_normal(shape)


def positive(*shape):
    return random.uniform(0.3, 2.5, shape)


def number(value):
    """JSON has no NaN and no infinities; GoldenCase reads them from strings."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return float(f"{value:.12g}")


def array(value):
    value = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
    kind = {"f": "float32", "i": "int32", "b": "bool"}[value.dtype.kind]
    return {"shape": list(value.shape), "dtype": kind,
            "values": [number(float(v)) for v in value.reshape(-1)]}


def rounded(value):
    """What float32 makes of numbers, as float64."""
    value = np.asarray(value)
    return value.astype(np.float32).astype(np.float64) if value.dtype.kind == "f" else value


def add(name, op, params, inputs, outputs, weights=(), gradients=()):
    assert all(c["name"] != name for c in cases), name
    cases.append({
        "name": name, "op": op, "params": list(params),
        **{key: [array(v) for v in arrays] for key, arrays in [
            ("inputs", inputs), ("outputs", outputs), ("weights", weights),
            ("gradients", gradients)]},
    })


def case(name, op, module, *inputs, params=()):
    """`module`: of torch.nn, or what calls some. Floating-point ones of `inputs` (NumPy arrays) are
    differentiated."""
    tensors = []
    for value in map(rounded, inputs):
        tensors.append(torch.tensor(value, requires_grad=value.dtype.kind == "f"))
    outputs = module(*tensors)
    outputs = list(outputs) if isinstance(outputs, (tuple, list)) else [outputs]
    floats = [o for o in outputs if o.is_floating_point()]
    weights = [torch.tensor(rounded(normal(*o.shape))) for o in floats]
    loss = sum((o * w).sum() for o, w in zip(floats, weights))
    wanted = [t for t in tensors if t.requires_grad]
    gradients = torch.autograd.grad(loss, wanted, allow_unused=True)
    gradients = [torch.zeros_like(t) if g is None else g for t, g in zip(wanted, gradients)]
    add(name, op, params, tensors, outputs, weights, gradients)


def called(module, *names):
    """`module` as a function of its input and then of the parameters (or buffers) that are named."""
    module = module.double()

    def run(x, *values):
        return torch.func.functional_call(module, dict(zip(names, values)), (x,))
    return run


def results(function, inputs):
    with np.errstate(all="ignore"):
        found = function(*inputs)
    return [np.asarray(f) for f in (found if isinstance(found, (list, tuple)) else [found])]


def values(name, op, function, *inputs, params=()):
    """A case of a function of NumPy arrays, without gradients."""
    inputs = [rounded(i) for i in inputs]
    add(name, op, params, inputs, results(function, inputs))


def with_gradients(name, op, params, function, inputs, gradient):
    """`gradient`: of a function of arrays to one number, with respect to one of them."""
    inputs = [rounded(i) for i in inputs]
    outputs = results(function, inputs)
    floats = [o for o in outputs if o.dtype.kind == "f"]
    weights = [rounded(normal(*o.shape)) for o in floats]

    def weighed(values):
        """Less what it is at the inputs, so that no large output hides another's digits."""
        found = [o for o in results(function, values) if o.dtype.kind == "f"]
        return sum(float(((o - own) * w).sum()) for o, own, w in zip(found, floats, weights))

    def replacing(place):
        return lambda value: weighed(inputs[:place] + [value] + inputs[place + 1:])

    gradients = [gradient(replacing(place), value)
                 for place, value in enumerate(inputs) if value.dtype.kind == "f"]
    add(name, op, params, inputs, outputs, weights, gradients)


def linear(name, op, function, *inputs, params=()):
    """A case of a function of NumPy arrays that is linear in each of them, but for a constant: the
    gradient is read off by applying it to each unit vector."""
    def gradient(loss, value):
        none, units = loss(np.zeros_like(value)), np.eye(value.size).reshape(-1, *value.shape)
        return np.array([loss(unit) - none for unit in units]).reshape(value.shape)

    with_gradients(name, op, params, function, inputs, gradient)


def derived(name, op, function, *inputs, params=(), step=0.02):
    """A case of a function of NumPy arrays, smooth within `step` of each number of the inputs; `step`:
    a number or, of the first input, one for each element."""
    def gradient(loss, value):
        def at(x, place):
            changed = value.copy()
            changed.flat[int(place)] = x
            return loss(changed)

        if value.size == 0:
            return value
        found = scipy.differentiate.derivative(
            np.vectorize(at), value.reshape(-1), args=(np.arange(value.size),), order=8,
            initial_step=np.broadcast_to(step, value.shape).reshape(-1),
            tolerances={"rtol": 1e-10, "atol": 1e-11})
        # Where no step does better than the one before, the iteration has found what it can.
        assert np.all(found.error <= 2e-10 * np.maximum(1, np.abs(found.df))), (name, found)
        return found.df.reshape(value.shape)

    with_gradients(name, op, params, function, inputs, gradient)


def made_by(generator):
    """The header of every fixture."""
    return (f"generate_{generator}.py, PyTorch {torch.__version__}, NumPy {np.__version__}, "
            f"SciPy {scipy.__version__}")


def write(family):
    """Writes FAMILY.json beside the generators."""
    target = pathlib.Path(__file__).resolve().parent / f"{family}.json"
    lines = ",\n".join(json.dumps(c, allow_nan=False, separators=(",", ":")) for c in cases)
    target.write_text(f'{{"generator":"{made_by(family)}","cases":[\n{lines}\n]}}\n')
    print(f"{len(cases)} cases, {target.stat().st_size} bytes")
