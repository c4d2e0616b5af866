#!/bin/bash
# A company's own CA, added to the system's store, verifies without any change to the application: one script with
# trust=system, on each engine, before and after. The store is a copy, made by Debian's own tool, and put over
# /etc/ssl/certs in a mount namespace of this test alone.
# usage: trust_test.sh PARALLAX SOURCE PACKAGES
set -euo pipefail
parallax=$1 source=$2 packages=$3

if [[ ${4:-} != inside ]]; then
  if ! unshare --mount true 2>/dev/null; then
    echo 'skipped: no mount namespace of its own can be had here (unshare --mount needs root)'
    exit 77
  fi
  if ! command -v update-ca-certificates >/dev/null; then
    echo 'skipped: no update-ca-certificates (Debian package ca-certificates)'
    exit 77
  fi
  exec unshare --mount "$0" "$parallax" "$source" "$packages" inside
fi

work=$(mktemp -d)
trap 'umount /etc/ssl/certs 2>/dev/null || true; rm -rf "$work"' EXIT
cat >"$work/company.plx" <<'TEXT'
# A server whose certificate the company's own authority has signed.
# cite: Python docs, ssl.SSLContext.load_default_certs
seed 1
object a client tls=1.2-1.3 trust=system
peer p server cert=p256
pump a p -> ok
a.version -> ok "TLSv1.3"
TEXT
sed '/^a\.version/d; s/^pump a p.*/pump a p -> SSLCertVerificationError/' "$work/company.plx" >"$work/stranger.plx"

engines=(openssl python:/usr/bin/python3)
[[ ! -x /usr/bin/pypy3 ]] || engines+=(python:/usr/bin/pypy3)
for engine in gnutls boringssl; do
  if [[ -e $(dirname "$parallax")/../lib/parallax/$engine.so ]]; then engines+=("$engine"); fi
done
for python in "$HOME"/.pyenv/versions/2.7*/bin/python2.7; do
  [[ ! -x $python ]] || engines+=("python:$python+pep546:ctypes")
  if [[ -x $python && -e $(dirname "$parallax")/../backport/py27/pep546/_core.so ]]; then
    engines+=("python:$python+pep546:native")
  fi
done
# Each Python 3 whose library looks where the system keeps its authorities.
for python in "$HOME"/.pyenv/versions/3.*/bin/python; do
  at=$("$python" -c 'import os, ssl; print(os.path.realpath(ssl.get_default_verify_paths().openssl_capath))') || continue
  [[ $at != /etc/ssl/certs ]] || engines+=("python:$python")
done
# truststore verifies by the system's store where the application asks for nothing; it needs Python 3.10.
for python in "$HOME"/.pyenv/versions/3.1[0-9]*/bin/python; do
  if [[ -x $python ]] && "$source/ci/python-packages" "$python" "$packages" truststore; then
    export PYTHONUSERBASE=$packages
    engines+=("python:$python+truststore")
    break
  fi
done

# says STATUS SCRIPT: what `parallax run` ends with, on all of them.
with=()
for engine in "${engines[@]}"; do with+=(-e "$engine"); done
says() {
  local status=0
  "$parallax" run "$work/$2.plx" "${with[@]}" --level accept --no-variants --quiet --out "$work/out" >"$work/said" 2>&1 ||
    status=$?
  if [[ $status -ne $1 ]]; then
    cat "$work/said" >&2
    echo "FAILED: $2.plx $state: status $status, not $1" >&2
    exit 1
  fi
}

state='before the CA is added'
says 0 stranger
says 1 company
mkdir "$work/local" "$work/certs" "$work/hooks"
cp "$source/corpus/pki/root.pem" "$work/local/company.crt"
update-ca-certificates --localcertsdir "$work/local" --etccertsdir "$work/certs" --hooksdir "$work/hooks" >"$work/said" 2>&1 ||
  { cat "$work/said" >&2 && exit 1; }
mount --bind "$work/certs" /etc/ssl/certs
state='after it is added'
says 0 company
says 1 stranger
echo "the company's CA is trusted once the system has it, and not before: ${engines[*]}"
