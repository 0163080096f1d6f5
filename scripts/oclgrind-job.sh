#!/usr/bin/env bash
# The Oclgrind job: the operation cases (small sizes, both kernel families) on the simulated
# device and a convolution by tiles, then two planted faults, each of which has to be reported.
# Why the planted ones: a log that is always empty proves nothing.
#
# The tests' side: suite OclgrindOperationCases runs when APUS_TEST_OCLGRIND=1; suite PlantedFaults
# has plantedOverrun (APUS_PLANT=overrun) and plantedRace (APUS_PLANT=race), which pass themselves.
# The planted race must write differing values: Oclgrind lets writes of one value pass.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/env.sh
. scripts/env.sh

filter="${APUS_OCLGRIND_FILTER:-OclgrindOperationCases|WinogradTests|DirectConvolutionTests}"
work=.build/oclgrind
mkdir -p "$work"

# tests NAME FILTER: runs these tests on Oclgrind; fails when they do, or when there are none.
tests() {
  local log="$work/$1.log" output="$work/$1.txt"
  if ! scripts/oclgrind.sh run "$log" swift test --ignore-lock --skip-build --no-parallel --filter "$2" >"$output" 2>&1; then
    tail -n 60 "$output"
    head -n 40 "$log"
    echo "error: oclgrind, $1: the tests failed (above; all of it in $output and $log)" >&2
    return 1
  fi
  # Not by "Test run with N tests": that counts the skipped ones too.
  if ! grep -v ' Test run with ' "$output" | grep -Eq ' Test .* passed after '; then
    tail -n 20 "$output"
    echo "error: oclgrind, $1: no test ran that matches the filter '$2'" >&2
    return 1
  fi
}

# planted KIND FILTER PATTERN: the log has to hold the pattern.
planted() {
  APUS_PLANT="$1" tests "planted-$1" "$2"
  if ! grep -Eq "$3" "$work/planted-$1.log"; then
    head -n 20 "$work/planted-$1.log"
    echo "error: oclgrind: the planted $1 was not reported ('$3' is not in its log)" >&2
    return 1
  fi
  echo "oclgrind: planted $1: reported: $(grep -Em1 "$3" "$work/planted-$1.log")"
}

swift build --build-tests

scripts/oclgrind.sh run "$work/devices.log" .build/debug/apus devices >"$work/devices.txt"
if ! grep -q 'Oclgrind' "$work/devices.txt"; then
  cat "$work/devices.txt"
  echo "error: oclgrind: 'apus devices' lists no device named Oclgrind" >&2
  exit 1
fi

# Side by side: Oclgrind simulates in one thread.
processes=()
for family in cpu gpu; do
  APUS_KERNEL_FAMILY=$family tests "$family" "$filter" &
  processes+=($!)
done
status=0
for process in "${processes[@]}"; do wait "$process" || status=$?; done
[ "$status" = 0 ] || exit "$status"
for family in cpu gpu; do
  if [ -s "$work/$family.log" ]; then
    head -n 100 "$work/$family.log"
    echo "error: oclgrind, $family kernels: faults (above; all of it in $work/$family.log)" >&2
    exit 1
  fi
  echo "oclgrind: $family kernels: $(grep -Eo 'Test run with .*' "$work/$family.txt"), log empty"
done

planted overrun '[Pp]lantedOverrun' '^Invalid write of size'
planted race '[Pp]lantedRace' '^(Write-write|Read-write) data race'
