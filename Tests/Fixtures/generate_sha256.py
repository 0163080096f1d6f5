#!/usr/bin/env python3
"""Writes Tests/OpenCLKitTests/SHA256Vectors.swift from Python's hashlib.

Run from anywhere: python3 Tests/Fixtures/generate_sha256.py
The sizes lie around the edges of SHA-256's 64-byte blocks and its 9 bytes of padding.
"""

import hashlib
import pathlib

SIZES = [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 121, 127, 128, 1000, 100_000]


def message(size: int) -> bytes:
    return bytes((i * 7 + 3) % 256 for i in range(size))


lines = [
    "// Made by Tests/Fixtures/generate_sha256.py from Python's hashlib; do not edit.",
    "",
    "/// The hash of the message whose byte i is (7 i + 3) mod 256, for each size in bytes.",
    "let sha256Vectors: [(size: Int, hex: String)] = [",
]
for size in SIZES:
    digest = hashlib.sha256(message(size)).hexdigest()
    lines.append(f'  ({size}, "{digest}"),')
lines += ["]", ""]

target = pathlib.Path(__file__).resolve().parent.parent / "OpenCLKitTests/SHA256Vectors.swift"
target.write_text("\n".join(lines))
