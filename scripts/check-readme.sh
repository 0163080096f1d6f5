#!/usr/bin/env bash
# Type-checks every ```swift block of README.md and docs/*.md against the modules just built.
# Why: prose is compiled. First proves itself: a snippet with a wrong name has to fail because of
# that name, and the same with the right name has to pass.
#
# usage: scripts/check-readme.sh [FILE.md…]
#
# A block that begins with an import (comments before it do not count) starts a program; one that
# does not, continues the program before it in the same file. Code may stand at top level. A block
# that begins with `.package(` is checked as an entry of a manifest's `dependencies`, one that
# imports PackageDescription as a whole manifest. Errors name the line of the page.
set -euo pipefail
cd "$(dirname "$0")/.."

swift build
bin="$(swift build --show-bin-path)"
manifest_api="$(dirname "$(dirname "$(command -v swiftc)")")/lib/swift/pm/ManifestAPI"
work=.build/readme
rm -rf "$work"
mkdir -p "$work"

flags=(-typecheck -swift-version 6 -I "$bin/Modules")
for map in Sources/*/include/module.modulemap "$bin"/*.build/module.modulemap; do
  if [ -e "$map" ]; then flags+=(-Xcc "-fmodule-map-file=$map"); fi
done

# check FILE: type-checks one program.
check() {
  local extra=()
  if grep -Eq '^import PackageDescription' "$1"; then
    extra=(-I "$manifest_api" -package-description-version 6.0)
  fi
  if grep -Eq '^@main' "$1"; then extra+=(-parse-as-library); fi
  swiftc "${flags[@]}" "${extra[@]}" "$1"
}

# extract PAGE: writes the page's programs to $work, one file each.
extract() {
  awk -v page="$1" -v prefix="$work/$(tr '/.' '__' <<<"$1")" '
    function flush_block(   i, first, kind) {
      first = ""
      for (i = 1; i <= count; i++)
        if (lines[i] !~ /^[ \t]*(\/\/.*)?$/) { first = lines[i]; break }
      if (first ~ /^[ \t]*\.package\(/) kind = "entry"
      else if (first ~ /^[ \t]*(@[A-Za-z_]+(\([a-z]+\))?[ \t]+)*(public |internal |package )?import /) kind = "start"
      else kind = file == "" ? "start" : "more"
      if (kind != "more") file = sprintf("%s-%03d.swift", prefix, ++programs)
      if (kind == "entry") print "import PackageDescription" > file
      print "#sourceLocation(file: \"" page "\", line: " line - (kind == "entry") ")" > file
      if (kind == "entry") print "let dependencies: [Package.Dependency] = [" > file
      for (i = 1; i <= count; i++) print lines[i] > file
      if (kind == "entry") { print "]" > file; close(file); file = "" }
      count = 0
    }
    !inside && /^[ \t]*```swift[ \t]*$/ { inside = 1; line = NR + 1; count = 0; match($0, /^[ \t]*/); indent = RLENGTH; next }
    !inside && /^[ \t]*```swift[^A-Za-z0-9_]/ { print page ":" NR ": error: a swift block may have no other tag: all are checked" > "/dev/stderr"; bad = 1 }
    inside && /^[ \t]*```[ \t]*$/ { inside = 0; flush_block(); next }
    inside { text = $0; sub("^[ \t]{0," indent "}", "", text); lines[++count] = text }
    END {
      if (inside) { print page ": error: the block at line " line " does not end" > "/dev/stderr"; bad = 1 }
      exit bad
    }' "$1"
}

# The checker proves itself.
printf 'import Apus\nprint(GraphBuilder.self)\n' >"$work/proof-right.swift"
printf 'import Apus\nprint(GraphBuildre.self)\n' >"$work/proof-wrong.swift"
if check "$work/proof-wrong.swift" >"$work/proof.txt" 2>&1; then
  echo "error: the checker lets a wrong name pass" >&2
  exit 1
fi
errors="$(grep -E '(^|: )error: ' "$work/proof.txt" | sort -u)"
if ! grep -Eq "^[^ ]*proof-wrong.swift:2:[0-9]+: error: cannot find 'GraphBuildre' in scope$" <<<"$errors" ||
  [ "$(wc -l <<<"$errors")" != 1 ]; then
  cat "$work/proof.txt" >&2
  echo "error: the checker's wrong snippet fails, but not because of its wrong name" >&2
  exit 1
fi
if ! check "$work/proof-right.swift"; then
  echo "error: the checker refuses a right snippet" >&2
  exit 1
fi
rm "$work"/proof-*
echo "checker: a wrong name fails, the right one passes"

if [ $# = 0 ]; then
  set -- README.md
  for page in docs/*.md; do
    if [ -e "$page" ]; then set -- "$@" "$page"; fi
  done
fi
for page in "$@"; do extract "$page"; done

programs=0
failed=0
for program in "$work"/*.swift; do
  [ -e "$program" ] || break
  programs=$((programs + 1))
  check "$program" || { failed=$((failed + 1)); echo "error: $program does not type-check" >&2; }
done
echo "$programs programs of $# pages type-checked, $failed failed"
if [ "$programs" = 0 ]; then
  echo "error: no swift block found in $*" >&2
  exit 1
fi
[ "$failed" = 0 ]
