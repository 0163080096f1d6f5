#!/usr/bin/env bash
# Builds the command line statically linked against Swift's libraries, and runs it from a folder
# elsewhere while .build is moved away.
# Why: a binary that still reaches into the checkout or its build folder cannot be given to anyone.
# Nothing else may use .build meanwhile; it is put back however this ends.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/ensure-opencl.sh
# shellcheck source=scripts/env.sh
. scripts/env.sh

away=".build.away"
if [ -e "$away" ]; then
  echo "error: $away is left over from a run that was killed; move it back to .build first" >&2
  exit 1
fi
elsewhere="$(mktemp -d)"
put_back() {
  if [ -e "$away" ] && [ ! -e .build ]; then mv "$away" .build; fi
  rm -rf "$elsewhere"
}
trap put_back EXIT
trap 'exit 130' INT TERM HUP

# A build folder of its own within .build: other flags in the shared one would rebuild everything.
swift build -c release --static-swift-stdlib --product apus --scratch-path .build/static
cp "$(swift build -c release --scratch-path .build/static --show-bin-path)/apus" "$elsewhere/apus"
if ldd "$elsewhere/apus" | grep -i swift; then
  echo "error: the binary still needs Swift's shared libraries (above)" >&2
  exit 1
fi

mv .build "$away"
(cd "$elsewhere" && ./apus devices && ./apus doctor)
echo "static binary: $(wc -c <"$elsewhere/apus") bytes, runs away from its checkout"
