#!/usr/bin/env python3
"""Writes metrics.json: metrics of scikit-learn and NumPy over one set of examples in three batches.

Run with scikit-learn, SciPy, NumPy and PyTorch installed: python3 Tests/Fixtures/generate_metrics.py

Class 5 of 6 is never there, 4 and 5 are never predicted; scores have ties; targets are far from 0.
"""

import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

from golden import array, made_by, random, rounded

warnings.simplefilter("ignore")
N, C, SIZES = 57, 6, [20, 36, 1]


def main():
    labels = random.integers(0, 5, N).astype(np.int32)
    logits = random.standard_normal((N, C))
    logits[np.arange(N), labels] += 1
    logits[:, 4:] -= 20
    logits = rounded(logits)
    guesses = logits.argmax(-1)
    # Sixteenths: ties, and bins of 1/16 hold one score each.
    scores = random.integers(0, 16, N) / 16 + 1 / 64
    positive = (random.random(N) < scores).astype(np.int32)
    many = random.integers(0, 16, (N, 3)) / 16 + 1 / 64
    truths = (random.random((N, 3)) < 0.4).astype(np.int32)
    target = rounded(1000 + random.standard_normal((N, 2)) * [1, 3])
    prediction = rounded(target + random.standard_normal((N, 2)))
    every = np.arange(C)
    values = {
        "accuracy": m.accuracy_score(labels, guesses),
        "top3": m.top_k_accuracy_score(labels, logits, k=3, labels=every),
        "confusion": m.confusion_matrix(labels, guesses, labels=every),
        "binaryAccuracy": m.accuracy_score(positive, scores > 0.5),
        "binaryPrecision": m.precision_score(positive, scores > 0.5),
        "binaryRecall": m.recall_score(positive, scores > 0.5),
        "binaryF2": m.fbeta_score(positive, scores > 0.5, beta=2),
        "multiLabelF1": m.f1_score(truths, many > 0.5, average="macro"),
        "rocAUC": m.roc_auc_score(positive, scores),
        "averagePrecision": m.average_precision_score(positive, scores),
        "iou": m.jaccard_score(labels, guesses, average=None, labels=every[:5]).mean(),
        "mae": m.mean_absolute_error(target, prediction),
        "mse": m.mean_squared_error(target, prediction),
        "rmse": np.sqrt(m.mean_squared_error(target, prediction)),
        "r2": m.r2_score(target, prediction),
        "perplexity": np.exp(np.mean(
            np.log(np.exp(logits).sum(-1)) - logits[np.arange(N), labels])),
        # Without the examples of class 3.
        "accuracy ignoring": m.accuracy_score(labels[labels != 3], guesses[labels != 3]),
        "perplexity ignoring": np.exp(np.mean(
            (np.log(np.exp(logits).sum(-1)) - logits[np.arange(N), labels])[labels != 3])),
    }
    for average in ["micro", "macro", "weighted", None]:
        options = dict(average=average, labels=every, zero_division=0)
        name = average or "perClass"
        values[f"precision {name}"] = m.precision_score(labels, guesses, **options)
        values[f"recall {name}"] = m.recall_score(labels, guesses, **options)
        values[f"f1 {name}"] = m.f1_score(labels, guesses, **options)
        values[f"f0.5 {name}"] = m.fbeta_score(labels, guesses, beta=0.5, **options)
    fixture = {
        "generator": f"{made_by('metrics')}, scikit-learn {sklearn.__version__}",
        "sizes": SIZES,
        "inputs": {k: array(v) for k, v in {
            "logits": logits, "labels": labels, "scores": scores, "positive": positive,
            "many": many, "truths": truths, "target": target, "prediction": prediction}.items()},
        "values": {k: array(np.asarray(v)) for k, v in values.items()},
    }
    path = pathlib.Path(__file__).resolve().parent / "metrics.json"
    path.write_text(json.dumps(fixture, indent=0, separators=(",", ":"), allow_nan=False) + "\n")
    print(f"{len(values)} values, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
