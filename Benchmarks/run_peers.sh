#!/usr/bin/env bash
# Times `mlp` in Apus and in PyTorch (eager, CPU) in turn, A B A B …, and prints a Markdown table and
# the ratio. PyTorch goes into a virtual environment under .build/peers; nothing is installed on the
# system.
#
# usage: Benchmarks/run_peers.sh [PAIRS]     15 pairs of about a second each by default
#   APUS_BENCH      the program, if it is built already
#   TORCH_WHEELS    a folder with a wheel of PyTorch (/opt/wheels); PyPI where it has none
#   THREADS         threads for both sides (the machine's processors)
#   SECONDS_EACH    how long a turn is measured (1)
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/ensure-opencl.sh
# shellcheck source=scripts/env.sh
. scripts/env.sh

pairs="${1:-15}"
each="${SECONDS_EACH:-1}"
threads="${THREADS:-$(nproc)}"
wheels="${TORCH_WHEELS:-/opt/wheels}"
home="$PWD/.build/peers"
mkdir -p "$home"

if [ ! -e "$home/complete" ]; then
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    install_packages "PyTorch needs a virtual environment" python3 python3-venv
  fi
  rm -rf "$home/venv"
  python3 -m venv "$home/venv"
  wheel="$(find "$wheels" -maxdepth 1 -name 'torch-*.whl' 2>/dev/null | sort | tail -n 1)"
  echo "installing ${wheel:-PyTorch from PyPI} in .build/peers" >&2
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check "${wheel:-torch}" numpy >&2
  touch "$home/complete"
fi
python="$home/venv/bin/python"

bench="${APUS_BENCH:-}"
if [ -z "$bench" ]; then
  swift build -c release --package-path Benchmarks >&2
  bench="$(swift build -c release --package-path Benchmarks --show-bin-path)/apus-bench"
fi

export POCL_MAX_PTHREAD_COUNT="$threads" OMP_NUM_THREADS="$threads"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
"$bench" mlp --runs 1 --seconds 0.2 >/dev/null # fills the caches
ours=()
theirs=()
for ((turn = 1; turn <= pairs; turn++)); do
  echo "turn $turn of $pairs" >&2
  ours+=("$work/apus-$turn.json")
  theirs+=("$work/torch-$turn.json")
  "$bench" mlp --runs 1 --seconds "$each" --json "$work/apus-$turn.json" >/dev/null
  "$python" Benchmarks/peers/torch_mlp.py --runs 1 --seconds "$each" --threads "$threads" \
    --json "$work/torch-$turn.json"
done
"$python" Benchmarks/peers/compare.py "${ours[@]}" -- "${theirs[@]}"
