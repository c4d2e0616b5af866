#!/bin/sh
# parallax parity as a user meets it: an interpreter against itself, and against small planted bugs.
# usage: parity_test.sh PARALLAX SOURCE
set -eu
parallax=$1 source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "FAILED: $1" >&2
  cat "$work/said" >&2 || true
  exit 1
}
# expect STATUS WORDS ARGUMENTS…: the exit status, and words that must be in what is printed.
expect() {
  wanted=$1 words=$2
  shift 2
  status=0
  "$parallax" parity "$@" --out "$work/out" >"$work/said" 2>&1 || status=$?
  [ "$status" -eq "$wanted" ] || fail "parity $*: status $status, not $wanted"
  [ -z "$words" ] || grep -q -- "$words" "$work/said" || fail "parity $*: nothing said of: $words"
}

python=/usr/bin/python3
itself="cmd:$python -I -B $source/engines/python/engine.py"
planted="$itself --module planted_ssl --path $source/harness/parity/testdata"

expect 0 '100.0%' "$itself" -r $python --only bio --only function.der --only surface.value
expect 1 'surface.value/HAS_SNI' "$planted" -r $python --only surface.value
expect 1 'function.der/usual' "$planted" -r $python --only function.der --export "$work/programs"
grep -q 'function.der/usual' "$work/out/parity.html" || fail 'the page does not name the probe'
grep -q '<failure' "$work/out/junit.xml" || fail 'junit.xml has no failure'
expect 1 'set_ciphers' "$planted" -r $python --only context.set_ciphers
expect 0 'unexplained' "$planted" -r $python --only surface.value --fail-under 50
expect 1 'unexplained' "$planted" -r $python --only surface.value --fail-under 100

# Another implementation: no difference of these areas is unexplained.
if [ -x /usr/bin/pypy3 ]; then
  expect 0 '' /usr/bin/pypy3 -r $python --only bio --only function --quiet
fi

# The program of a difference needs nothing of ours, and shows what the reference does.
[ "$($python "$work/programs/function.der/usual.py" | tail -1)" = \
  '6: show r -> ok "-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n"' ] ||
  fail 'the exported program says something else'

expect 2 'no such interpreter' python9.99
expect 2 'no probe is called' "$itself" -r $python --only nonsense
expect 2 'nothing to compare' $python -r $python
expect 0 'bio.read.argument/float' --list
