#!/usr/bin/env bash
# Runs the tests that are already built, in two processes side by side: on PoCL most of the time
# goes into compiling kernels, which one process does on one core. The output of both is printed
# one after the other; the status is 0 only if both passed.
# usage: scripts/run-suite.sh [FLAGS OF swift test…]
set -euo pipefail
# Intermediate memory is filled with NaN before each step: a read of what nothing wrote shows.
export APUS_FILL_NAN=1
# What a person has measured on this machine changes which kernels run.
export APUS_TUNING=off
logs="$(mktemp -d)"
trap 'rm -rf "$logs"' EXIT

# --ignore-lock: both only read the build folder. --no-parallel: some tests count what is alive in
# the whole process.
swift test --ignore-lock --skip-build --no-parallel "$@" --filter OperationDeviceTests \
  >"$logs/cases" 2>&1 &
cases=$!
status=0
swift test --ignore-lock --skip-build --no-parallel "$@" --skip OperationDeviceTests \
  >"$logs/rest" 2>&1 || status=$?
wait "$cases" || status=$?
for part in rest cases; do
  echo "--- $part"
  # Passed tests are one line each; what matters is what failed, the counts and the last lines.
  grep -vE '^(◇|✔ (Suite|Test [^r])|\[[0-9]+/)' "$logs/$part" || true
done
exit "$status"
