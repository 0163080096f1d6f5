#!/usr/bin/env bash
# Builds the examples in release mode and runs each in its quick form. Each has to exit with 0, and
# the trained ones have to end with the lines a program can read.
# Why: an example that nobody runs rots.
# usage: scripts/examples-quick.sh [NAME…]     MNIST is read from APUS_MNIST_DIR
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/ensure-opencl.sh
# shellcheck source=scripts/env.sh
. scripts/env.sh

mnist="${APUS_MNIST_DIR:-../shared/data/mnist}"
if [ $# = 0 ]; then set -- xor digits mnist manual matrices custom-op; fi
work=.build/examples
mkdir -p "$work"

swift build -c release
bin="$(swift build -c release --show-bin-path)"

# run_example NAME RESULT ARGUMENTS…: RESULT names the result line, or is empty.
run_example() {
  local name="$1" result="$2" output="$work/$1.txt" start=$SECONDS line
  shift 2
  if ! "$bin/$name" "$@" >"$output" 2>&1; then
    tail -n 40 "$output"
    echo "error: example $name failed (above; all of it in $output)" >&2
    return 1
  fi
  if [ -n "$result" ]; then
    for line in "$result: [0-9]+(\.[0-9]+)?(e-?[0-9]+)?" "parameters sha256: [0-9a-f]{64}" \
      "seconds: [0-9]+(\.[0-9]+)?"; do
      if ! grep -Eqx "$line" <<<"$(tail -n 5 "$output")"; then
        tail -n 5 "$output"
        echo "error: example $name does not end with a line '$line'" >&2
        return 1
      fi
    done
  fi
  echo "--- $name: $((SECONDS - start)) s"
  tail -n 3 "$output"
}

failed=0
for name in "$@"; do
  case "$name" in
    xor) run_example xor "worst error" --quick ;;
    digits) run_example digits "accuracy" --quick ;;
    mnist)
      if [ -d "$mnist" ]; then
        run_example mnist "accuracy" --quick --data "$mnist"
      else
        echo "--- mnist: left out: no folder $mnist (APUS_MNIST_DIR names another)"
      fi
      ;;
    *) run_example "$name" "" ;;
  esac || failed=$((failed + 1))
done
[ "$failed" = 0 ]
