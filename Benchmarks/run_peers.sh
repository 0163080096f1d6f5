#!/usr/bin/env bash
# Times workloads in Apus and in its peers (PyTorch eager and compiled, JAX, NumPy, tinygrad on
# OpenCL and on the CPU) in turn, A B A B …, and prints Markdown tables with the ratios. Results
# are kept in .build/bench-peers: ratios.md, results.json and the chart ratios.svg. With --record
# all workloads are run in about an hour, and docs/benchmarks.md keeps the result.
#
# The peers go into a virtual environment under .build/peers, Intel's OpenCL runtime into
# .build/intel; on the system is installed only what these need, and a C++ compiler for
# torch.compile.
#
# usage: Benchmarks/run_peers.sh --record
#        Benchmarks/run_peers.sh [NAME…] [--turns 15] [--seconds 1] [--threads 2] [--seed N]
#          [--random-turns N] [--kernel-seconds S] [--no-random] [--no-starts] [--shape KEY=VALUE…]
#          [--peers torch,compile,jax,numpy,tinygrad-cl,tinygrad-cpu,intel]
#   APUS_BENCH      the program apus-bench, if it is built already
#   APUS_PEERS      the Python of an environment that has the peers already
#   TORCH_WHEELS    a folder with a wheel of PyTorch (/opt/wheels); PyPI where it has none
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/ensure-opencl.sh
# shellcheck source=scripts/env.sh
. scripts/env.sh

wheels="${TORCH_WHEELS:-/opt/wheels}"
home="$PWD/.build/peers"
packages="torch jax numpy tinygrad" # another list makes the environment anew
mkdir -p "$home"

python="${APUS_PEERS:-$home/venv/bin/python}"

if [ -z "${APUS_PEERS:-}" ] && [ "$(cat "$home/complete" 2>/dev/null)" != "$packages" ]; then
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    install_packages "the peers need a virtual environment" python3 python3-venv
  fi
  rm -rf "$home/venv"
  python3 -m venv "$home/venv"
  wheel="$(find "$wheels" -maxdepth 1 -name 'torch-*.whl' 2>/dev/null | sort | tail -n 1)"
  echo "installing ${wheel:-PyTorch from PyPI}, JAX, NumPy and tinygrad in .build/peers" >&2
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check \
    "${wheel:-torch}" jax numpy tinygrad >&2
  echo "$packages" >"$home/complete"
fi
if ! command -v g++ >/dev/null; then
  install_packages "torch.compile needs a C++ compiler" g++ >&2 ||
    echo "going on without: the columns of torch.compile will say 'failed'" >&2
fi

bench="${APUS_BENCH:-}"
if [ -z "$bench" ]; then
  swift build -c release --package-path Benchmarks >&2
  bench="$(swift build -c release --package-path Benchmarks --show-bin-path)/apus-bench"
fi
# The same workloads on Intel's runtime, unless the peers that are asked for leave it out.
intel=()
case " $* " in
  *" --peers "*) [[ " $* " == *intel* ]] && wants_intel=1 ;;
  *) wants_intel=1 ;;
esac
if [ -n "${wants_intel:-}" ]; then
  # In a shell of its own: the rest runs on the system's OpenCL.
  if vendors="$(eval "$(scripts/intel-runtime.sh)" && printf '%s' "$OCL_ICD_VENDORS")"; then
    intel=(--intel "$vendors")
  else
    echo "going on without Intel's runtime" >&2
  fi
fi
exec "$python" Benchmarks/peers/compare.py --apus "$bench" "${intel[@]}" "$@"
