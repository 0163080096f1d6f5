#!/usr/bin/env bash
# Runs the program apus as a person would, and asserts what it prints, what it writes and its exit
# codes. Every assertion runs, whatever came of the ones before it.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/ensure-opencl.sh
# shellcheck source=scripts/env.sh
. scripts/env.sh

# shellcheck disable=SC2086 # a list of flags
{
  swift build -c release ${APUS_RELEASE_FLAGS:-} --product apus
  apus="$(swift build -c release ${APUS_RELEASE_FLAGS:-} --show-bin-path)/apus"
}
work=.build/command
rm -rf "$work"
mkdir -p "$work"

checks=0
failed=0
title=""

# wrong TEXT: notes a failed assertion, and shows what was printed.
wrong() {
  failed=$((failed + 1))
  echo "error: $title: $1" >&2
  tail -n 15 "$work/out" "$work/err" >&2
}

# expect STATUS ARGUMENTS…: runs apus; standard output goes to $work/out, errors to $work/err.
expect() {
  local wanted="$1" status=0
  shift
  title="apus $*"
  checks=$((checks + 1))
  "$apus" "$@" </dev/null >"$work/out" 2>"$work/err" || status=$?
  if [ "$status" != "$wanted" ]; then wrong "expected exit code $wanted, found $status"; fi
}

# says out|err PATTERN…: each extended regular expression matches somewhere in what was printed.
says() {
  local stream="$1" pattern
  shift
  for pattern in "$@"; do
    checks=$((checks + 1))
    if ! grep -Eq -- "$pattern" "$work/$stream"; then wrong "no '$pattern' in std$stream"; fi
  done
}

# holds WHAT COMMAND…: the command succeeds.
holds() {
  local what="$1"
  shift
  checks=$((checks + 1))
  if ! "$@" >>"$work/err" 2>&1; then wrong "$what"; fi
}

# The devices. The keys are those of the table in docs/command.md, no more and no fewer.
expect 0 devices
says out '\(default\)' 'kernel family'
expect 0 devices --json
cp "$work/out" "$work/devices.json"
holds "it is not JSON" python3 -m json.tool "$work/devices.json"
cat >"$work/check.py" <<'PYTHON'
import json, re, sys

devices = json.load(open(sys.argv[1]))["devices"]
page = open("docs/command.md").read().split("## apus devices --json")[1].split("\n## ")[0]
rows = re.findall(r"^\| (`.*?) \|", page, re.M)
documented = {key for row in rows for key in re.findall(r"`(\w+)`", row)}
assert devices and len(documented) > 20, (devices, documented)
assert sum(device["isDefault"] for device in devices) == 1
for index, device in enumerate(devices):
    assert set(device) == documented, set(device) ^ documented
    assert device["index"] == index
    assert device["kernelFamily"] in ("cpu", "gpu")
    sizes = device["maxWorkItemSizes"]
    assert len(sizes) >= 3 and all(size >= 1 for size in sizes), sizes
    alignment = device["memoryAlignmentBytes"]
    assert alignment >= 1 and alignment & (alignment - 1) == 0, alignment
    assert device["extensions"] == sorted(device["extensions"])
    assert any(name.startswith("cl_") for name in device["extensions"])
PYTHON
holds "the JSON is not as docs/command.md says" \
  python3 "$work/check.py" "$work/devices.json"
name="$(python3 -c '
import json, sys
print(next(d["name"] for d in json.load(open(sys.argv[1]))["devices"] if d["isDefault"]))
' "$work/devices.json" || true)"

export APUS_OPENCL_LIBRARY=/nonexistent
for arguments in "devices" "devices --json" "doctor"; do
  # shellcheck disable=SC2086
  expect 1 $arguments
  says err 'ocl-icd-libopencl1' 'pocl-opencl-icd'
done
unset APUS_OPENCL_LIBRARY

# A device that is not there: the error names the ones that are.
for arguments in "doctor --device Commodore" "inspect --demo xor --device Commodore"; do
  # shellcheck disable=SC2086
  expect 1 $arguments
  says err 'Commodore'
  holds "the error does not name '$name'" grep -Fq -- "$name" "$work/err"
done
export APUS_DEVICE=Commodore
expect 1 devices
says err 'Commodore'
unset APUS_DEVICE

# The doctor finds this device sane, and one that is made to compute wrongly ill.
expect 0 doctor
says out 'kernels: ([0-9]+) of \1 passed' 'OpenCL library: '
checks=$((checks + 1))
if grep -q 'FAIL' "$work/out"; then wrong "a test failed, and the exit code is 0"; fi
expect 1 doctor --family cpu --plant softmax
says out '^ *softmax .* FAIL$' '^ *tanh .* pass$'
says err 'computes wrongly'
checks=$((checks + 1))
if [ "$(grep -c 'FAIL' "$work/out")" != 1 ]; then wrong "not only the planted test failed"; fi
expect 64 doctor --plant nothing
says err "'softmax'"

# Graphs: printed, drawn, saved, read back.
expect 0 inspect --demo xor --svg "$work/xor.svg" --dot "$work/xor.dot" --save "$work/xor.json"
says out 'dense1\.weight' 'kernels of the (cpu|gpu) family' '^kernel ' 'memory in bytes' \
  '^  parameters +[0-9]+' '^  arena +[0-9]+' '^  in all +[0-9]+'
holds "the picture is not XML" python3 -c '
import sys, xml.dom.minidom
assert xml.dom.minidom.parse(sys.argv[1]).documentElement.tagName == "svg"
' "$work/xor.svg"
holds "the DOT file has no arrows" grep -q -- '->' "$work/xor.dot"
expect 0 inspect --demo xor --graph
cp "$work/out" "$work/printed"
checks=$((checks + 1))
if grep -q '^kernel ' "$work/out"; then wrong "--graph prints kernels"; fi
expect 0 inspect "$work/xor.json" --graph --bind batch=64
holds "a saved graph is printed differently" diff "$work/printed" "$work/out"
expect 0 inspect "$work/xor.json" --family gpu --bind batch=7
says out 'kernels of the gpu family'
head -c 500 "$work/xor.json" >"$work/cut.json"
expect 1 inspect "$work/cut.json"
says err 'cut\.json'
expect 1 inspect "$work/none.json"
says err 'none\.json'
expect 1 inspect --demo xor --svg "$work/no/such/folder.svg"
says err 'folder\.svg'
expect 64 inspect
expect 64 inspect --demo xor --bind batch=-1
expect 64 inspect --demo xor --bind bunch=4
says err 'bunch' 'batch'

# Where the time goes.
expect 0 profile --demo xor --steps 2 --trace "$work/trace.json"
says out '^kernel .*GFLOP/s' 'a step on the device: [0-9.]+ ms in [0-9]+ launches'
holds "the trace is not JSON" python3 -m json.tool "$work/trace.json" /dev/null
expect 0 profile "$work/xor.json" --bind batch=3 --steps 1 --launches
expect 64 profile
expect 0 profile "$work/xor.json" --steps 1
says err "'batch' is taken for 64"
expect 64 profile "$work/xor.json" --bind batch
expect 64 profile "$work/xor.json" --bind bach=3

# Measured choices: kept in a cache folder of its own, used, and ignored where the file is damaged or
# was made by another version. POCL_CACHE_DIR stays where it is.
export APUS_CACHE_DIR="$PWD/$work/cache"
rm -rf "$APUS_CACHE_DIR"
expect 0 tune --demo xor
says out 'nothing to choose'
expect 0 tune --demo mlp --steps 1 --device "$name"
says out '^matrix product .*plan$' '^128×784×300, .* tile ' '^kept in .*/tuning/.*\.json$'
says err 'round 1 of [0-9]+'
table="$(sed -n 's/^kept in //p' "$work/out")"
cat >"$work/edit.py" <<'PYTHON'
import json, sys

table, path = json.load(open(sys.argv[1])), sys.argv[1]
if len(sys.argv) > 2:
    table["identity"]["apus"] = sys.argv[2]
else:  # a plan that is right for every shape, whatever was the fastest
    tile = "12×32 of 16" if "vectorWidth: 16" in table["identity"]["traits"] else "6×16 of 8"
    for choice in table["table"]["choices"]:
        choice["plan"] = f"tile {tile}, AB packed"
json.dump(table, open(path, "w"))
PYTHON
if [ -n "$table" ]; then
  holds "the table is not JSON" python3 "$work/edit.py" "$table"
  expect 0 inspect --demo mlp --plan
  says out ', tuned$'
  expect 0 profile --demo mlp --steps 1
  says out '\(tuned\)$' 'launching a kernel: [0-9.]+ µs'
  export APUS_TUNING=off
  expect 0 inspect --demo mlp --plan
  checks=$((checks + 1))
  if grep -q 'tuned' "$work/out"; then wrong "a table is used in spite of APUS_TUNING=off"; fi
  unset APUS_TUNING
  holds "the table is not JSON" python3 "$work/edit.py" "$table" 0.0.1
  expect 0 inspect --demo mlp --plan
  says err 'tuning table .* another .* version of Apus and is ignored'
  echo '{"identity"' >"$table"
  expect 0 inspect --demo mlp --plan
  says err 'tuning table .* cannot be read .* and is ignored'
fi
export APUS_CACHE_DIR="$PWD/$work/xor.json/cache"
expect 1 tune --demo mlp
says err 'cache folder that can be written' 'xor.json: Not a directory' 'APUS_CACHE_DIR'
export APUS_CACHE_DIR="$PWD/$work/cache" APUS_TUNING=perhaps
expect 1 profile --demo xor --steps 1
says err "APUS_TUNING; found 'perhaps'"
unset APUS_TUNING
expect 64 tune
expect 64 tune --demo xor --steps 0

echo "apus: $checks checks, $failed failed"
[ "$failed" = 0 ]
