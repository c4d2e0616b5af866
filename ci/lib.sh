# shellcheck shell=bash
# Shared by the scripts in ci/: what they print, and how they end. Source it after `set -euo pipefail`.

# Exit statuses, the same as the program's.
readonly EXIT_FAILED=1     # differences were found, or a test failed
readonly EXIT_MISUSE=2     # wrong arguments
readonly EXIT_OWN_FAULT=3  # the machine is not ready, or a script is at fault

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
program=ci/$(basename -- "$0")

# Everything below prints to stderr, so that stdout is the programs' own.
bold='' red='' plain=''
if [[ -t 2 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' red=$'\e[31;1m' plain=$'\e[0m'
fi

# elapsed: the time since the script began, as M:SS.
elapsed() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

# step WORDS…: a heading, with the time elapsed.
step() { printf '%s[%s] %s%s\n' "$bold" "$(elapsed)" "$*" "$plain" >&2; }

say() { printf '%s\n' "$*" >&2; }

# die STATUS WORDS…: the last line of a script that cannot go on.
die() {
  local status=$1
  shift
  printf '%s%s: %s%s\n' "$red" "$program" "$*" "$plain" >&2
  exit "$status"
}

misuse() { die "$EXIT_MISUSE" "$*; see $program --help"; }

# value_of FLAG [VALUE]: the value of a flag that needs one.
value_of() {
  if [[ $# -lt 2 || -z $2 ]]; then misuse "$1 needs a value"; fi
  printf '%s\n' "$2"
}

# number_of FLAG [VALUE]: the same, a whole number from 1.
number_of() {
  local value
  value=$(value_of "$@")
  if [[ ! $value =~ ^[1-9][0-9]{0,5}$ ]]; then misuse "$1 $value: a whole number from 1"; fi
  printf '%s\n' "$value"
}

# build_folder PRESET: where a preset builds (CMakePresets.json says the same).
build_folder() {
  if [[ $1 == release ]]; then printf 'build\n'; else printf 'build-%s\n' "$1"; fi
}

# configure PRESET [ARGUMENT…]: runs quietly; shows CMake's words only when it fails.
configure() {
  local preset=$1 log
  shift
  log=$root/out/configure-$preset.log
  mkdir -p "$root/out"
  step "configure $preset in $(build_folder "$preset")/"
  if ! (cd "$root" && cmake --preset "$preset" "$@") >"$log" 2>&1; then
    cat "$log" >&2
    die "$EXIT_OWN_FAULT" "the preset $preset cannot be configured; CMake's words are above and in $log"
  fi
  grep -E '^-- engine ' "$log" >&2 || true  # engines left out, and why
}

# compile PRESET JOBS [TARGET…]
compile() {
  local preset=$1 jobs=$2
  shift 2
  step "build $preset with $jobs jobs"
  (cd "$root" && cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"}) >&2 ||
    die "$EXIT_OWN_FAULT" "the preset $preset does not build; the compiler's words are above"
}

# needs_of PRESET: the kinds of package that a preset needs beside build and engine.
needs_of() {
  case $1 in
    asan-ubsan | tsan | fuzz) printf 'sanitize\n' ;;
    coverage) printf 'test\n' ;;
  esac
}

# fetch_source PACKAGE FOLDER: a Debian source package's tarballs, by lists of its own, so that the system's stay as they are.
fetch_source() {
  local folder=$2 options file
  mkdir -p "$folder/sources" "$folder/lists/partial" "$folder/cache/archives/partial"
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -e $file ]] && sed 's/^Types:.*/Types: deb-src/' "$file" >"$folder/sources/$(basename "$file")"
  done
  [[ -e /etc/apt/sources.list ]] && sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >"$folder/sources/main.list"
  options=(-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$folder/sources" -o Dir::State::lists="$folder/lists"
    -o Dir::Cache="$folder/cache" -o APT::Sandbox::User=)
  # Debian's patches where the archive has them, else the upstream tarball alone.
  (cd "$folder" && apt-get "${options[@]}" -q update && {
    apt-get "${options[@]}" -q source --download-only "$1" || apt-get "${options[@]}" -q source --tar-only "$1"
  })
}
