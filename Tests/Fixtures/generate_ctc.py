#!/usr/bin/env python3
"""Writes ctc.json: torch.nn.CTCLoss without reduction on torch.nn.LogSoftmax of scores.

Run with PyTorch (CPU), NumPy and SciPy installed: python3 Tests/Fixtures/generate_ctc.py
golden.py says how. Parameters: the blank, whether infinity is 0.
"""

import numpy as np
import torch

from golden import case, normal, write


def ctc(name, scores, targets, frames, labels, blank=0, zeroes=False):
    loss = torch.nn.CTCLoss(blank=blank, reduction="none", zero_infinity=zeroes)
    softened = torch.nn.LogSoftmax(-1)
    case(name, "ctcLosses", lambda x, t, f, l: loss(softened(x), t, f, l), scores, np.array(targets),
         np.array(frames), np.array(labels), params=[blank, int(zeroes)])


ctc("three sequences", normal(7, 3, 5), [[1, 2, 2], [3, 1, 4], [2, 1, 1]], [7, 6, 4], [3, 2, 1])
ctc("last class blank", normal(9, 2, 4), [[0, 0, 1, 2], [2, 2, 2, 1]], [9, 8], [4, 3], blank=3)
ctc("as zero", normal(3, 2, 4), [[1, 1, 2], [1, 2, 3]], [3, 3], [3, 3], zeroes=True)
ctc("long", normal(40, 2, 6), [[1, 5, 5, 2, 3, 4, 4, 1], [2, 2, 1, 5, 3, 1, 2, 2]], [40, 33], [8, 7])

write("ctc")
