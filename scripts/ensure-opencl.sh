#!/usr/bin/env bash
# Makes sure this machine has an OpenCL device: installs the OpenCL loader and PoCL (a CPU device)
# where there is none, and does and prints nothing where there is one.
# Why: `make demo` and `make test` have to work on a fresh machine with no GPU.
#
# usage: scripts/ensure-opencl.sh [PROBE…]
#   Without PROBE a device counts as there when a loader is installed and some .icd file names a
#   driver library that exists. With PROBE (say `.build/debug/apus devices`) that command must
#   succeed too: a driver may be installed without its hardware.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/env.sh
. scripts/env.sh

[ "$(uname -s)" != Darwin ] || exit 0 # macOS has OpenCL in its system

# The folders the dynamic linker looks in. Not the list of libraries that ldconfig prints: an .icd
# file may name the full version (libpocl.so.2.10.0), and the list has libpocl.so.2 only.
folders="$(tr ':' '\n' <<<"${LD_LIBRARY_PATH:-}")
$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p | sed -n 's|.* => \(.*\)/[^/]*$|\1|p' | sort -u)"

# knows NAME: the dynamic linker would find a library of this name (or path).
knows() {
  local folder
  if [[ "$1" == */* ]]; then
    [ -e "$1" ]
    return
  fi
  while read -r folder; do
    if [ -n "$folder" ] && [ -e "$folder/$1" ]; then return 0; fi
  done <<<"$folders"
  return 1
}

has_loader() {
  if [ -n "${APUS_OPENCL_LIBRARY:-}" ]; then
    knows "$APUS_OPENCL_LIBRARY"
    return
  fi
  knows libOpenCL.so.1 || knows libOpenCL.so
}

# OCL_ICD_VENDORS names a folder of .icd files, or one .icd file.
has_driver() {
  local vendors="${OCL_ICD_VENDORS:-/etc/OpenCL/vendors}" icd library
  for icd in "$vendors"/*.icd "$vendors"; do
    [ -f "$icd" ] || continue
    library=""
    read -r library <"$icd" || true
    if [ -n "$library" ] && knows "$library"; then return 0; fi
  done
  return 1
}

has_device() {
  has_loader && has_driver || return 1
  [ $# = 0 ] || "$@" >/dev/null 2>&1
}

if ! has_device "$@"; then
  install_packages "no OpenCL device found" ocl-icd-libopencl1 pocl-opencl-icd
  if ! has_device "$@"; then
    echo "error: PoCL is installed, and still no OpenCL device is found." \
      "OCL_ICD_VENDORS is '${OCL_ICD_VENDORS:-}', APUS_OPENCL_LIBRARY is" \
      "'${APUS_OPENCL_LIBRARY:-}': unset them, or let them name what exists." >&2
    if [ $# != 0 ]; then "$@" >&2 || true; fi
    exit 1
  fi
fi
