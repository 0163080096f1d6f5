#!/usr/bin/env bash
# Runs a command on Oclgrind, a simulated OpenCL device that reports every access outside a buffer
# and every data race. Installs Debian's `oclgrind` where it is absent.
# Why the ICD and not the `oclgrind` program: that one works by LD_PRELOAD of its own libOpenCL,
# which changes nothing for us, since we open the loader at run time.
#
# usage: scripts/oclgrind.sh COMMAND…            fails if the command fails or anything is reported
#        scripts/oclgrind.sh run LOG COMMAND…    the command's status; what is reported is in LOG
#
# The command sees APUS_TEST_OCLGRIND=1, and Oclgrind's device only ("Oclgrind Simulator").
#
# Oclgrind empties its log file whenever an OpenCL context is made, so that only the last context
# of the last process would be in it. It therefore writes to a pipe, which nothing can empty.
# OCLGRIND_UNINITIALIZED=1, OCLGRIND_UNIFORM_WRITES=1 and the like may be set from outside.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
# shellcheck source=scripts/env.sh
. "$root/scripts/env.sh"

find_icd() {
  local path
  for path in /usr/lib/oclgrind /usr/lib/*/oclgrind /usr/local/lib /usr/local/lib/oclgrind; do
    if [ -e "$path/liboclgrind-rt-icd.so" ]; then
      echo "$path/liboclgrind-rt-icd.so"
      return
    fi
  done
  return 1
}

if ! icd="$(find_icd)"; then
  install_packages "Oclgrind is missing" oclgrind >&2
  icd="$(find_icd)" || { echo "error: oclgrind brought no liboclgrind-rt-icd.so" >&2; exit 1; }
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/vendors"
echo "$icd" >"$work/vendors/oclgrind.icd"

# simulate LOG COMMAND…
simulate() {
  local log="$1" pipe="$work/log" reader status=0
  shift
  : >"$log"
  mkfifo "$pipe"
  exec 9<>"$pipe" # held open, so that the reader outlives each writer
  cat <"$pipe" 9>&- >>"$log" &
  reader=$!
  OCL_ICD_VENDORS="$work/vendors" OCLGRIND_LOG="$pipe" OCLGRIND_DATA_RACES=1 \
    APUS_TEST_OCLGRIND=1 "$@" 9>&- || status=$?
  exec 9>&-
  wait "$reader"
  return "$status"
}

if [ "${1:-}" = run ] && [ $# -ge 3 ]; then
  shift
  simulate "$@"
elif [ $# -ge 1 ] && [ "$1" != run ]; then
  simulate "$work/report" "$@"
  if [ -s "$work/report" ]; then
    head -n 200 "$work/report" >&2
    echo "error: Oclgrind reported faults (above; $(wc -l <"$work/report") lines in all)" >&2
    exit 1
  fi
else
  sed -n 's/^# usage: /usage: /p; s/^#        scripts/       scripts/p' "$0" >&2
  exit 2
fi
