#!/bin/bash
# pyOpenSSL's memory-BIO Connection as an engine: the scripts end as they say and as on the library itself, or as
# corpus/expectations/pyopenssl.json explains.
# usage: pyopenssl_test.sh PARALLAX SOURCE PYTHON PACKAGES OUT FOLDER…
set -euo pipefail
parallax=$1 source=$2 python=$3 packages=$4 out=$5
shift 5

# The system's (ci/packages.txt: python3-openssl), or else the package index's.
if ! "$python" -c 'import OpenSSL.SSL' 2>/dev/null; then
  "$source/ci/python-packages" "$python" "$packages" pyOpenSSL==23.0.0 cryptography==38.0.4
  export PYTHONUSERBASE=$packages
fi

engine=python:$python+pyopenssl
mkdir -p "$out"
# The test can fail: a script that expects what is not so.
printf '%s\n' 'seed 1' 'object a client tls=1.3' 'peer p server' 'pump a p -> ok' 'a.version -> ok "TLSv1.2"' >"$out/wrong.plx"
status=0
"$parallax" run "$out/wrong.plx" -e "$engine" --no-variants --quiet --out "$out/wrong" >"$out/said" 2>&1 || status=$?
if [[ $status -ne 1 ]] || ! grep -q 'TLSv1\.3' "$out/said"; then
  cat "$out/said" >&2
  echo "FAILED: a wrong script ends with status $status" >&2
  exit 1
fi
"$parallax" run "${@/#/$source/corpus/}" -e openssl -e "$engine" --reference openssl --level class --no-variants \
  --out "$out/run"
