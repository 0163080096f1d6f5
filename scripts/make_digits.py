#!/usr/bin/env python3
"""Writes Sources/ApusData/Datasets/DigitsData.swift from scikit-learn's copy of the UCI digits.

Usage: python3 -m pip download --no-deps --only-binary :all: scikit-learn
       python3 scripts/make_digits.py scikit_learn-*.whl

Reads sklearn/datasets/data/digits.csv.gz inside the wheel: 1,797 lines of 64 pixels (0...16) and a
label. Needs only the Python standard library.
"""

import gzip
import pathlib
import sys
import zipfile

LEVELS = ".abcdefghijklmnop"  # 0...16
TARGET = pathlib.Path(__file__).parent.parent / "Sources/ApusData/Datasets/DigitsData.swift"
HEADER = '''// Made by scripts/make_digits.py; do not edit.
//
// E. Alpaydin, C. Kaynak: "Optical Recognition of Handwritten Digits" [dataset], UCI Machine Learning
// Repository, 1998, https://doi.org/10.24432/C50P49. Licence: Creative Commons Attribution 4.0
// International (https://creativecommons.org/licenses/by/4.0). Changed: only the notation.

/// One image a line: its label, then 64 pixels row by row, `.` for 0 and `a`...`p` for 1...16.
let digitsData = """
'''


def main():
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        packed = wheel.read("sklearn/datasets/data/digits.csv.gz")
    lines = []
    for row in gzip.decompress(packed).decode("ascii").splitlines():
        *pixels, label = (int(float(field)) for field in row.split(","))
        if len(pixels) != 64:
            sys.exit(f"expected 64 pixels and a label, found {len(pixels)} pixels")
        lines.append("  " + str(label) + "".join(LEVELS[pixel] for pixel in pixels))
    if len(lines) != 1797:
        sys.exit(f"expected 1797 images, found {len(lines)}")
    TARGET.write_text(HEADER + "\n".join(lines) + '\n  """\n', encoding="utf-8")


if __name__ == "__main__":
    main()
