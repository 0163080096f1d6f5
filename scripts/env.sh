# shellcheck shell=bash
# The environment every script runs Apus in. Source it: `. scripts/env.sh`.
# Why: caches belong in one place of ours, and PoCL counts the machine's cores, not the share of
# them that a container's quota leaves, so without a limit it starts more threads than may run.
# Also holds install_packages, the one place that calls apt-get.

export APUS_CACHE_DIR="${APUS_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/apus}"
export POCL_CACHE_DIR="${POCL_CACHE_DIR:-$APUS_CACHE_DIR/pocl}"
mkdir -p "$APUS_CACHE_DIR" "$POCL_CACHE_DIR"

# cgroup_cpus: whole CPUs the quota allows, rounded up; nothing where there is no quota.
cgroup_cpus() {
  local root="${APUS_CGROUP_ROOT:-/sys/fs/cgroup}" quota="" period=""
  if [ -r "$root/cpu.max" ]; then # version 2: "QUOTA PERIOD" or "max PERIOD"
    read -r quota period <"$root/cpu.max" || true
  elif [ -r "$root/cpu/cpu.cfs_quota_us" ]; then # version 1: -1 where there is no quota
    read -r quota <"$root/cpu/cpu.cfs_quota_us" || true
    read -r period <"$root/cpu/cpu.cfs_period_us" || true
  fi
  case "$quota$period" in "" | *[!0-9]*) return 0 ;; esac
  if [ "$quota" -gt 0 ] && [ "${period:-0}" -gt 0 ]; then
    echo $(((quota + period - 1) / period))
  fi
}

if [ -z "${POCL_MAX_PTHREAD_COUNT:-}" ] && command -v nproc >/dev/null; then
  apus_cpus="$(cgroup_cpus)"
  if [ -n "$apus_cpus" ] && [ "$apus_cpus" -lt "$(nproc)" ]; then
    export POCL_MAX_PTHREAD_COUNT="$apus_cpus"
  fi
  unset apus_cpus
fi

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
