#!/usr/bin/env bash
# Builds the examples in release mode and runs each: those that train for long in quick form, the
# others in full, xor with ten seeds. Each has to exit with 0, as it checks its own result, and to end
# with the lines a program can read; two processes with one seed have to end in the same parameters.
# Why: an example that nobody runs rots.
# usage: scripts/examples-quick.sh [NAME…]     MNIST is read from APUS_MNIST_DIR
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/ensure-opencl.sh
# shellcheck source=scripts/env.sh
. scripts/env.sh

mnist="${APUS_MNIST_DIR:-../shared/data/mnist}"
if [ $# = 0 ]; then
  set -- xor digits mnist mnist-cnn edit-graph char-rnn char-gpt word-vectors resnet-cifar \
    mixed-precision manual matrices custom-op
fi
work=.build/examples
mkdir -p "$work"

# shellcheck disable=SC2086 # a list of flags
{
  swift build -c release ${APUS_RELEASE_FLAGS:-}
  bin="$(swift build -c release ${APUS_RELEASE_FLAGS:-} --show-bin-path)"
}

number="[0-9]+(\.[0-9]+)?(e-?[0-9]+)?"
digest="parameters sha256: [0-9a-f]{64}"

# run_example LABEL NAME RESULT STORE ARGUMENTS…: RESULT names the result line, STORE is 'store'
# where there are parameters, and else 'none'. The output goes to $work/LABEL.txt.
run_example() {
  local label="$1" name="$2" result="$3" store="$4" output="$work/$1.txt" start=$SECONDS
  local expected found
  shift 4
  if ! "$bin/$name" --svg "$work" "$@" >"$output" 2>&1; then
    tail -n 40 "$output"
    echo "error: example $name failed (above; all of it in $output)" >&2
    return 1
  fi
  expected="$result: $number"$'\n'
  if [ "$store" = store ]; then expected+="$digest"$'\n'; fi
  expected+="seconds: $number"
  # The last lines, in this order, and nothing behind them.
  found="$(tail -n "$(wc -l <<<"$expected")" "$output")"
  if ! [[ "$found" =~ ^$expected$ ]]; then
    echo "$found"
    echo "error: example $name does not end with the lines" >&2
    echo "$expected" >&2
    return 1
  fi
  echo "--- $label: $((SECONDS - start)) s"
  echo "$found"
}

# run_xor: ten seeds, of which the first runs twice.
run_xor() {
  local seed
  for seed in 1 2 3 4 5 6 7 8 9 10; do
    run_example "xor-$seed" xor "worst error" store --seed "$seed" || return 1
  done
  run_example xor-again xor "worst error" store --seed 1 || return 1
  if [ "$(grep -Ex "$digest" "$work/xor-1.txt")" != \
    "$(grep -Ex "$digest" "$work/xor-again.txt")" ]; then
    echo "error: two runs of xor with seed 1 end in different parameters (above)" >&2
    return 1
  fi
  if [ "$(grep -Ex "$digest" "$work/xor-1.txt")" = \
    "$(grep -Ex "$digest" "$work/xor-2.txt")" ]; then
    echo "error: seeds 1 and 2 of xor end in the same parameters: is the seed used?" >&2
    return 1
  fi
}

failed=0
for name in "$@"; do
  case "$name" in
    xor) run_xor ;;
    digits) run_example digits digits accuracy store ;;
    edit-graph) run_example edit-graph edit-graph accuracy store --quick ;;
    mnist | mnist-cnn)
      if [ -d "$mnist" ]; then
        run_example "$name" "$name" accuracy store --quick --data "$mnist"
      else
        echo "--- $name: left out: no folder $mnist (APUS_MNIST_DIR names another)"
      fi
      ;;
    mixed-precision | resnet-cifar) run_example "$name" "$name" accuracy store --quick ;;
    char-rnn)
      run_example char-rnn char-rnn "validation loss" store --quick &&
        run_example char-rnn-unrolled char-rnn "validation loss" store --quick --unrolled
      ;;
    char-gpt | word-vectors) run_example "$name" "$name" "validation loss" store --quick ;;
    custom-op) run_example custom-op custom-op "worst error" store ;;
    *) run_example "$name" "$name" "worst error" none ;;
  esac || failed=$((failed + 1))
done
[ "$failed" = 0 ]
