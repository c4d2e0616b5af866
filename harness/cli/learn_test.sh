#!/usr/bin/env bash
# The learner as a user meets it. learn_test.sh PARALLAX SOURCE_FOLDER [MACHINE…]
# With machines: only that they are what their engines still are.
set -euo pipefail

parallax=$1
source=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd "$work"
failed=0

# expect STATUS TEXT COMMAND…: the command ends with STATUS, and TEXT is in what it says.
expect() {
  local status=$1 text=$2 seen=0 said
  shift 2
  said=$("$@" 2>&1) || seen=$?
  if [[ $seen -ne $status || $said != *"$text"* ]]; then
    printf 'FAILED: %s\n  status %s, expected %s; expected to say: %s\n%s\n' "$*" "$seen" "$status" "$text" "$said"
    failed=1
  fi
}

if [[ $# -gt 0 ]]; then
  expect 0 "" "$parallax" learn --host in-process --random 0 --check "$@"
  exit "$failed"
fi

few=(--random 0 --quiet)

# A planted bug of the state machine is its own shortest sequence, and the script is one.
expect 1 "" "$parallax" learn --compare openssl planted:skips-server-verify -a tls13-client "${few[@]}" --out skip.plx
inputs=$(sed -n 's/^# \([a-z_]*\)$/\1/p' skip.plx | tr '\n' ' ')
[[ $inputs == "do_handshake server_hello encrypted_extensions certificate finished " ]] ||
  { echo "FAILED: CertificateVerify left out shows as: $inputs"; failed=1; }
expect 1 "no-message-is-skipped" "$parallax" show -e openssl -e planted:skips-server-verify skip.plx
expect 1 "" "$parallax" learn --compare openssl planted:data-before-finished -a tls13-client "${few[@]}" --out data.plx
inputs=$(sed -n 's/^# \([a-z_]*\)$/\1/p' data.plx | tr '\n' ' ')
[[ $inputs == "do_handshake server_hello encrypted_extensions data " ]] || { echo "FAILED: data before Finished shows as: $inputs"; failed=1; }

# One engine is no other; a machine of another engine is told from it.
expect 0 "" "$parallax" learn --compare openssl openssl -a tls12-server "${few[@]}"
expect 1 "behaves otherwise" "$parallax" learn planted:data-before-finished --quiet --random 0 \
  --check "$source/corpus/machines/openssl-tls13-client.machine"

# Engines that are asked side by side learn what one does.
for jobs in 1 3; do
  expect 0 "" "$parallax" learn openssl -a tls12-server "${few[@]}" --jobs "$jobs" --out "by-$jobs.machine"
done
cmp by-1.machine by-3.machine || { echo "FAILED: three engines side by side learn another machine than one"; failed=1; }

# Limits leave what is known.
expect 0 "partial the limit of queries" "$parallax" learn openssl -a tls12-server --max-queries 20
expect 2 "there is no alphabet" "$parallax" learn openssl -a tls14-server
expect 2 "give one ENGINE" "$parallax" learn openssl boringssl
expect 2 "did you mean openssl" "$parallax" learn opensll
if command -v dot >/dev/null; then
  expect 1 "" "$parallax" learn --compare "$source"/corpus/machines/{openssl,gnutls}-tls12-server.machine --svg both.svg
  grep -q "≠" both.svg || { echo "FAILED: the picture has no difference"; failed=1; }
fi

exit "$failed"
