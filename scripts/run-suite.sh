#!/usr/bin/env bash
# Runs the tests that are already built, in four processes side by side: on PoCL most of the time
# goes into compiling kernels, which one process does on one core. The output of each is printed
# one after the other; the status is 0 only if all passed.
# usage: scripts/run-suite.sh [--cases] [FLAGS OF swift test…]
#   --cases   the operation cases alone
set -euo pipefail
# Intermediate memory is filled with NaN before each step: a read of what nothing wrote shows.
export APUS_FILL_NAN=1
# What a person has measured on this machine changes which kernels run.
export APUS_TUNING=off
# PoCL compiles kernels in its worker threads. Each kept to a processor, as OpenCLKit asks for, the
# threads of two processes meet on one of them half of the time while the other one is idle.
export POCL_AFFINITY=0
only_cases=""
if [ "${1:-}" = --cases ]; then
  only_cases=1
  shift
fi
logs="$(mktemp -d)"
trap 'rm -rf "$logs"' EXIT

# part NAME FLAGS…: starts a process. --ignore-lock: all only read the build folder. --no-parallel:
# some tests count what is alive in the whole process.
processes=()
names=()
part() {
  local name="$1"
  shift
  swift test --ignore-lock --skip-build --no-parallel "$@" >"$logs/$name" 2>&1 &
  processes+=($!)
  names+=("$name")
}
part cases "$@" --filter OperationDeviceTests
part types "$@" --filter OperationTypeTests
if [ -z "$only_cases" ]; then
  part runtime "$@" --filter ApusRuntimeTests --skip 'OperationDeviceTests|OperationTypeTests'
  part rest "$@" --skip ApusRuntimeTests
fi

status=0
for process in "${processes[@]}"; do wait "$process" || status=$?; done
for name in "${names[@]}"; do
  echo "--- $name"
  # Passed tests are one line each; what matters is what failed, the counts and the last lines.
  grep -vE '^(◇|➜|✔ (Suite|Test [^r])|\[[0-9]+/)' "$logs/$name" || true
done
exit "$status"
