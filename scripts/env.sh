# shellcheck shell=bash
# The environment every script runs Apus in. Source it: `. scripts/env.sh`.
# Why: caches belong in one place of ours. (The number of PoCL's threads follows the container's
# quota by itself: OpenCLKit sets it.)
# Also holds install_packages, the one place that calls apt-get.

export APUS_CACHE_DIR="${APUS_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/apus}"
export POCL_CACHE_DIR="${POCL_CACHE_DIR:-$APUS_CACHE_DIR/pocl}"
mkdir -p "$APUS_CACHE_DIR" "$POCL_CACHE_DIR"

# install_packages WHY PACKAGE…: installs Debian packages, with sudo where not root, and says so.
# Where it cannot, says what a person has to install, and fails.
install_packages() {
  local why="$1" as_root=()
  shift
  if ! command -v apt-get >/dev/null; then
    echo "error: $why: please install $* (Debian's names) with your system's package manager;" \
      "there is no apt-get here." >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "error: $why: please run, as root: apt-get install $*" \
        "(this user is not root and there is no sudo)." >&2
      return 1
    fi
    as_root=(sudo)
    [ -t 0 ] || as_root=(sudo -n) # nobody is there to type a password
  fi
  echo "$why: installing $* with apt-get"
  if ! { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
      --no-install-recommends "$@" </dev/null; } >"$APUS_CACHE_DIR/apt.log" 2>&1; then
    cat "$APUS_CACHE_DIR/apt.log" >&2
    echo "error: $why: apt-get could not install $*; please install them as root." >&2
    return 1
  fi
}
