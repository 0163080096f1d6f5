#!/usr/bin/env python3
"""Writes indexing.json: entries chosen by indices, put by them, sorted and summed up, by PyTorch.

Run with PyTorch (CPU) and NumPy installed: python3 Tests/Fixtures/generate_indexing.py
golden.py says how. An operation's parameter is its axis.
"""

import numpy as np
import torch

from golden import case, normal, write

repeated = np.array([[4, 0, 4], [1, 0, 4]])
case("takeAlongAxis of rows", "takeAlongAxis", lambda x, i: torch.gather(x, 0, i), normal(5, 3),
     repeated, params=[0])
case("takeAlongAxis of columns", "takeAlongAxis", lambda x, i: torch.gather(x, 1, i), normal(2, 5),
     repeated, params=[1])

columns = np.array([[4, 0, 4, 1], [1, 0, 4, 1], [2, 2, 2, 2]])
for number, (mode, name) in enumerate([("sum", "add"), ("prod", "multiply"), ("amax", "max"),
                                       ("amin", "min")]):
    case(f"scatter {name}", "scatter",
         lambda x, e, i, mode=mode: torch.scatter_reduce(x, 1, i, e, mode), normal(3, 5),
         normal(3, 4), columns, params=[1, number + 1])
case("scatter of factors that are 0", "scatter",
     lambda x, e, i: torch.scatter_reduce(x, 1, i, e, "prod"),
     np.array([[0.0, 1, 2, 0, 3]] * 3), np.array([[0.0, 2, 3, 1]] * 3), columns, params=[1, 2])
apart = np.array([[4, 0, 2], [1, 0, 4]])
case("putAlongAxis", "scatter", lambda x, e, i: torch.scatter(x, 1, i, e), normal(2, 5), normal(2, 3),
     apart, params=[1, 0])
rows = np.array([3, 0, 3, 1])
case("indexAdd", "indexAdd", lambda x, e, i: torch.index_add(x, 1, i, e), normal(2, 5, 3),
     normal(2, 4, 3), rows, params=[1, 1])
for number, mode in enumerate(["prod", "amax", "amin"]):
    case(f"indexAdd {mode}", "indexAdd",
         lambda x, e, i, mode=mode: torch.index_reduce(x, 0, i, e, mode), normal(5, 3), normal(4, 3),
         rows, params=[0, number + 2])
case("indexAdd that replaces", "indexAdd", lambda x, e, i: torch.index_copy(x, 0, i, e), normal(5, 3),
     normal(3, 3), np.array([4, 0, 2]), params=[0, 0])
points = np.array([[0, 1], [2, 3], [0, 1]])
case("scatterND that adds", "scatterND",
     lambda x, e, i: torch.index_put(x, (i[:, 0], i[:, 1]), e, accumulate=True), normal(3, 4, 2),
     normal(3, 2), points, params=[1])
case("gatherND", "gatherND", lambda x, i: x[i[:, 0], i[:, 1]], normal(3, 4, 2), points)
case("indexSelect", "indexSelect", lambda x, i: torch.index_select(x, 1, i), normal(2, 5), rows,
     params=[1])

for axis in (0, 1):
    case(f"cumulativeSum of axis {axis}", "cumulativeSum", lambda x: torch.cumsum(x, axis), normal(5, 21),
         params=[axis])
    case(f"cumulativeProduct of axis {axis}", "cumulativeProduct", lambda x: torch.cumprod(x, axis),
         normal(5, 21), params=[axis])
case("cumulativeProduct with zeros", "cumulativeProduct", lambda x: torch.cumprod(x, 1),
     np.array([[2.0, 0, 3, 0.5, 0, 4], [0.0, 1, 2, 3, 4, 5]]), params=[1])

for descending in (0, 1):
    sort = lambda x, axis: torch.sort(x, dim=axis, descending=bool(descending), stable=True)
    case(f"sort, descending {descending}", "sort", lambda x: sort(x, 1), normal(3, 50),
         params=[1, descending])
    case(f"sort of equal ones, descending {descending}", "sort", lambda x: sort(x, 0),
         np.round(normal(50, 2)), params=[0, descending])
    case(f"sort of NaN, descending {descending}", "sort", lambda x: sort(x, 0),
         np.array([1.0, np.nan, -np.inf, 0.0, np.inf, -2.0, np.nan]), params=[0, descending])
    case(f"topK, largest {descending}", "topK",
         lambda x: torch.topk(x, 3, largest=bool(descending)), normal(4, 40), params=[3, descending])

for number, mode in enumerate(["prod", "amax", "amin"]):
    # As rows of a table without the axes that the points choose from.
    case(f"scatterND {mode}", "scatterND",
         lambda x, e, i, mode=mode: torch.index_reduce(
             x.reshape(12, 2), 0, i[:, 0] * 4 + i[:, 1], e, mode).reshape(3, 4, 2),
         normal(3, 4, 2), normal(3, 2), points, params=[number + 2])
case("scatterND that replaces", "scatterND",
     lambda x, e, i: torch.index_put(x, (i[:, 0], i[:, 1]), e), normal(3, 4, 2), normal(2, 2),
     points[:2], params=[0])

def positions(function, axes):
    """Positions over axes by NumPy: all axes for none, one, or two that are neighbours made one."""
    def run(x):
        data = x.detach().numpy()
        if len(axes) == 2:
            shape = data.shape[:axes[0]] + (-1,) + data.shape[axes[1] + 1:]
            found = function(data.reshape(shape), axes[0])
        else:
            found = function(data, *axes)
        return torch.tensor(found), x * 1
    return run


ties = np.array([[[3.0, 1], [0, 3]], [[3, -2], [1, -2]], [[0, 2], [-2, 3]]])
for axes in ([], [1], [0, 1], [1, 2]):
    for name, function in [("argmax", np.argmax), ("argmin", np.argmin)]:
        case(f"np.{name} over {axes or 'all'}", f"{name}Axes", positions(function, axes),
             normal(3, 4, 5), params=axes)
        case(f"np.{name} of ties over {axes or 'all'}", f"{name}Axes", positions(function, axes), ties,
             params=axes)

write("indexing")
