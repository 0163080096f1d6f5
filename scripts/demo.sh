#!/usr/bin/env bash
# Trains the fuzzy XOR network and a digit classifier, shows how it goes, and ends by telling each
# one's result, how long it took and where its pictures are. Installs PoCL where there is no OpenCL
# device.
# usage: scripts/demo.sh     the pictures and the output go to APUS_DEMO_DIR, by default out/demo
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/ensure-opencl.sh
# shellcheck source=scripts/env.sh
. scripts/env.sh

out="${APUS_DEMO_DIR:-out/demo}"
mkdir -p "$out"

for product in apus xor digits; do swift build -c release --product "$product"; done
scripts/ensure-opencl.sh .build/release/apus devices

# Line by line also into a pipe, so that what is printed and the progress keep their order.
unbuffered=()
if command -v stdbuf >/dev/null; then unbuffered=(stdbuf -oL); fi

for name in xor digits; do
  echo
  echo "== $name"
  "${unbuffered[@]}" ".build/release/$name" --svg "$out" | tee "$out/$name.txt"
done

echo
echo "== results"
for name in xor digits; do
  echo "$name"
  # The result and the time, and then the pictures.
  for lines in 'worst error|accuracy|seconds' 'loss curve|graph'; do
    grep -E "^($lines): " "$out/$name.txt" | sed 's/^/  /'
  done
done
