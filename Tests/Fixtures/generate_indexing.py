#!/usr/bin/env python3
"""Writes indexing.json: entries chosen by indices, put by them, sorted and summed up, by NumPy.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_indexing.py
golden.py says how. An operation's parameter is its axis. Equal numbers and NaN have values only.
"""

import numpy as np

from golden import derived, linear, normal, values, write

repeated = np.array([[4, 0, 4], [1, 0, 4]])
for axis, name, shape in [(0, "rows", (5, 3)), (1, "columns", (2, 5))]:
    linear(f"np.take_along_axis of {name}", "takeAlongAxis",
           lambda x, i: np.take_along_axis(x, i, axis), normal(*shape), repeated, params=[axis])


def into(function):
    """What `function`, which changes its first argument, makes of a copy."""
    def run(x, *arguments):
        y = x.copy()
        function(y, *arguments)
        return y
    return run


def scattered(at):
    return into(lambda y, e, i: at(y, (np.arange(len(y))[:, None], i), e))


def rows_of(at, axis):
    return into(lambda y, e, i: at(y, (slice(None),) * axis + (i,), e))


def points_of(at):
    return into(lambda y, e, i: at(y, (i[:, 0], i[:, 1]), e))


columns = np.array([[4, 0, 4, 1], [1, 0, 4, 1], [2, 2, 2, 2]])
rows = np.array([3, 0, 3, 1])
points = np.array([[0, 1], [2, 3], [0, 1]])
modes = [("add", np.add.at), ("multiply", np.multiply.at), ("maximum", np.maximum.at),
         ("minimum", np.minimum.at)]
for place, (name, at) in enumerate(modes, start=1):
    derived(f"np.{name}.at along an axis", "scatter", scattered(at), normal(3, 5), normal(3, 4), columns,
            params=[1, place], step=1e-3)
    derived(f"np.{name}.at of rows", "indexAdd", rows_of(at, 0), normal(5, 3), normal(4, 3), rows,
            params=[0, place], step=1e-3)
    derived(f"np.{name}.at of points", "scatterND", points_of(at), normal(3, 4, 2), normal(3, 2), points,
            params=[place], step=1e-3)
derived("np.multiply.at of factors that are 0", "scatter", scattered(np.multiply.at),
        np.array([[0.0, 1, 2, 0, 3]] * 3), np.array([[0.0, 2, 3, 1]] * 3), columns, params=[1, 2])
linear("np.add.at of rows of a batch", "indexAdd", rows_of(np.add.at, 1), normal(2, 5, 3),
       normal(2, 4, 3), rows, params=[1, 1])
apart = np.array([[4, 0, 2], [1, 0, 4]])
linear("np.put_along_axis", "scatter", into(lambda y, e, i: np.put_along_axis(y, i, e, 1)),
       normal(2, 5), normal(2, 3), apart, params=[1, 0])
linear("indexAdd that replaces", "indexAdd", rows_of(np.ndarray.__setitem__, 0), normal(5, 3),
       normal(3, 3), np.array([4, 0, 2]), params=[0, 0])
linear("scatterND that replaces", "scatterND", points_of(np.ndarray.__setitem__), normal(3, 4, 2),
       normal(2, 2), points[:2], params=[0])
linear("gatherND", "gatherND", lambda x, i: x[i[:, 0], i[:, 1]], normal(3, 4, 2), points)
linear("np.take", "indexSelect", lambda x, i: np.take(x, i, 1), normal(2, 5), rows, params=[1])

for axis in (0, 1):
    linear(f"np.cumsum of axis {axis}", "cumulativeSum", lambda x: np.cumsum(x, axis), normal(5, 21),
           params=[axis])
    derived(f"np.cumprod of axis {axis}", "cumulativeProduct", lambda x: np.cumprod(x, axis),
            normal(5, 21), params=[axis])
derived("np.cumprod with zeros", "cumulativeProduct", lambda x: np.cumprod(x, 1),
        np.array([[2.0, 0, 3, 0.5, 0, 4], [0.0, 1, 2, 3, 4, 5]]), params=[1])


def in_order(x, axis, is_descending):
    """np.sort and np.argsort; downwards from the other end, so that equal ones keep their order."""
    if not is_descending:
        return np.sort(x, axis), np.argsort(x, axis, kind="stable")
    places = np.argsort(np.flip(x, axis), axis, kind="stable")
    return np.flip(np.sort(x, axis), axis), np.flip(x.shape[axis] - 1 - places, axis)


for descending in (0, 1):
    derived(f"np.sort, descending {descending}", "sort", lambda x: in_order(x, 1, descending),
            normal(3, 30), params=[1, descending], step=1e-4)
    values(f"np.sort of equal ones, descending {descending}", "sort",
           lambda x: in_order(x, 0, descending), np.round(normal(50, 2)), params=[0, descending])
    values(f"np.sort of NaN, descending {descending}", "sort", lambda x: in_order(x, 0, descending),
           np.array([1.0, np.nan, -np.inf, 0.0, np.inf, -2.0, np.nan]), params=[0, descending])
    derived(f"np.sort, the first 3, largest {descending}", "topK",
            lambda x: [found[:, :3] for found in in_order(x, 1, descending)], normal(4, 40),
            params=[3, descending], step=1e-4)


def positions(function, axes):
    """Over all axes for none, over one, or over two that are neighbours made one."""
    def run(x):
        if len(axes) == 2:
            return function(x.reshape(x.shape[:axes[0]] + (-1,) + x.shape[axes[1] + 1:]), axes[0])
        return function(x, *axes)
    return run


ties = np.array([[[3.0, 1], [0, 3]], [[3, -2], [1, -2]], [[0, 2], [-2, 3]]])
for axes in ([], [1], [0, 1], [1, 2]):
    for name, function in [("argmax", np.argmax), ("argmin", np.argmin)]:
        values(f"np.{name} over {axes or 'all'}", f"{name}Axes", positions(function, axes),
               normal(3, 4, 5), params=axes)
        values(f"np.{name} of ties over {axes or 'all'}", f"{name}Axes", positions(function, axes), ties,
               params=axes)

write("indexing")
