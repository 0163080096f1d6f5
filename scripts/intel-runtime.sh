#!/usr/bin/env bash
# Gives the tests a second OpenCL implementation, Intel's CPU runtime from PyPI, without installing
# anything on the system: a venv under .build/intel and a folder with one .icd file.
# Why: a kernel that only PoCL accepts is a wrong kernel.
#
# usage: eval "$(scripts/intel-runtime.sh)"   prints the export lines; all else goes to stderr
#
# The library finds its own parts beside it ($ORIGIN), so LD_LIBRARY_PATH is not needed, and is
# not set: the venv also holds a loader and a libhwloc, which every program would then get.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/env.sh
. scripts/env.sh

version=2026.2.0
home="$PWD/.build/intel"
marker="$home/complete-$version"

if [ ! -e "$marker" ] || [ ! -e "$home/venv/lib/libintelocl.so" ]; then
  {
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
      install_packages "Intel's CPU runtime comes from PyPI" python3 python3-venv
    fi
    echo "installing Intel's OpenCL CPU runtime $version (from PyPI, about 830 MB) in .build/intel"
    rm -rf "$home"
    mkdir -p "$home/vendors"
    python3 -m venv "$home/venv"
    "$home/venv/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir \
      "intel-opencl-rt==$version" "intel-cmplr-lib-rt==$version"
    if [ ! -e "$home/venv/lib/libintelocl.so" ]; then
      echo "error: intel-opencl-rt $version holds no lib/libintelocl.so" >&2
      exit 1
    fi
    touch "$marker"
  } >&2
fi
# Written each time: a checkout that was moved keeps its venv's libraries, but not their path.
mkdir -p "$home/vendors"
echo "$home/venv/lib/libintelocl.so" >"$home/vendors/intel.icd"

printf 'export OCL_ICD_VENDORS=%q\n' "$home/vendors"
