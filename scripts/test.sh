#!/usr/bin/env bash
# Builds and runs the whole suite on this machine's device; installs PoCL where there is none.
# usage: scripts/test.sh [ARGUMENTS OF swift test…]     for example --filter Softmax
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/ensure-opencl.sh
# shellcheck source=scripts/env.sh
. scripts/env.sh

export APUS_FILL_NAN=1 # a read of memory that nothing wrote shows
export APUS_TUNING=off # what a person has measured here changes which kernels run

swift build --build-tests
scripts/ensure-opencl.sh .build/debug/apus devices
if [ $# -gt 0 ]; then
  swift test --skip-build --no-parallel "$@"
else
  scripts/run-suite.sh
fi
