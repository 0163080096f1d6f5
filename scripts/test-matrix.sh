#!/usr/bin/env bash
# The suite on each runtime (the machine's own: PoCL where no other is; Intel's CPU runtime), with each kernel family (cpu, gpu), in
# debug and release mode, and the Oclgrind job; ends with a table of job, status and seconds.
# Why four runs and not eight: these four hold every pair of runtime and family, and both modes.
#
# usage: scripts/test-matrix.sh [--full] [--after-test]
#   --full         all eight combinations, every test in each, every kernel optimised
#   --after-test   leave out the first job, which `make test` has just run: debug, the machine's
#                  own runtime, the family chosen for its device (cpu on PoCL)
# APUS_MATRIX_JOBS, a list such as "release intel gpu;oclgrind", runs only these jobs.
# The first two run every test: debug on PoCL with the cpu kernels, release on Intel's runtime with
# the gpu kernels. The other two pairs have a quarter of the operation cases each (APUS_PART), for
# compiling kernels is what takes the time.
# One build per mode serves all its jobs. Release tests have a build folder of their own: they
# need -enable-testing, and sharing it with `swift build -c release` would rebuild all each time.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

# MODE RUNTIME FAMILY [PART OF THE CASES, which alone run]
jobs=("debug own auto" "release intel gpu" "release own gpu 1/4" "release intel cpu 3/4" "oclgrind")
if [ -n "${APUS_MATRIX_JOBS:-}" ]; then IFS=';' read -ra jobs <<<"$APUS_MATRIX_JOBS"; fi
while [ $# -gt 0 ]; do
  case "$1" in
    --full)
      jobs=("debug own auto" "debug own gpu" "debug intel cpu" "debug intel gpu"
        "release own cpu" "release own gpu" "release intel cpu" "release intel gpu" "oclgrind")
      export APUS_TEST_OPTIMIZED=1
      ;;
    --after-test) after_test=1 ;;
    *) echo "usage: $0 [--full] [--after-test]" >&2; exit 2 ;;
  esac
  shift
done

# build MODE: builds the tests; leaves the flags of this mode in mode_flags.
build() {
  mode_flags=()
  if [ "$1" = release ]; then
    mode_flags=(-c release -Xswiftc -enable-testing --scratch-path .build/release-tests)
  fi
  swift build --build-tests "${mode_flags[@]}"
}

# suite MODE RUNTIME FAMILY PART, in a sub-shell of its own: the environment does not leak.
suite() (
  set -e
  local only=()
  if [ -n "$4" ]; then
    export APUS_PART="$4"
    only=(--cases)
  fi
  scripts/ensure-opencl.sh
  # shellcheck source=scripts/env.sh
  . scripts/env.sh
  build "$1"
  unset APUS_KERNEL_FAMILY
  if [ "$2" = intel ]; then
    exports="$(scripts/intel-runtime.sh)"
    eval "$exports"
    devices="$("$(swift build --show-bin-path "${mode_flags[@]}")/apus" devices)"
    if ! grep -Eq 'Intel\(R\) (OpenCL|Corporation)' <<<"$devices"; then
      echo "error: 'apus devices' does not list Intel's CPU runtime: $devices" >&2
      exit 1
    fi
  fi
  if [ "$3" != auto ]; then export APUS_KERNEL_FAMILY="$3"; fi
  scripts/run-suite.sh "${only[@]}" "${mode_flags[@]}"
)

table=""
failed=0
total=$SECONDS
for job in "${jobs[@]}"; do
  read -r mode runtime family part <<<"$job"
  if [ "$job" = "debug own auto" ] && [ -n "${after_test:-}" ]; then
    table+="$(printf '%-22s %-8s' "$job" "(make test)")"$'\n'
    continue
  fi
  echo "=== $job"
  start=$SECONDS
  if [ "$job" = oclgrind ]; then
    scripts/oclgrind-job.sh
  else
    suite "$mode" "$runtime" "$family" "$part"
  fi
  status=$?
  word=passed
  if [ $status != 0 ]; then
    word=FAILED
    failed=$((failed + 1))
  fi
  table+="$(printf '%-22s %-8s %5d s' "$job" "$word" $((SECONDS - start)))"$'\n'
done

printf '\n%-22s %-8s %s\n%s' "job" "status" "seconds" "$table"
echo "in all $((SECONDS - total)) s"
[ "$failed" = 0 ]
