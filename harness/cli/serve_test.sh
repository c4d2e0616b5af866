#!/usr/bin/env bash
# shellcheck disable=SC2317  # functions are called through check
# curl and openssl talk to an engine through `parallax serve`, and `parallax connect` to openssl.
# serve_test.sh PARALLAX SOURCE_FOLDER ENGINE [first]: with `first` it ends at what fails first.
set -euo pipefail

parallax=$1
pki=$2/corpus/pki
engine=$3
how_far=${4:-all}
for tool in curl openssl; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" && exit 77; }
done
source "$2/harness/cli/serving.sh"

# logged TEXT: the last line of the log has it; waits for it, since a line comes when its connection is over.
logged() {
  for ((i = 0; i < 100; ++i)); do
    tail -1 log | grep -qF -- "$1" && return 0
    sleep 0.05
  done
  return 1
}
# hear DESCRIPTOR: a line of it in $line, waited for as long as a loaded machine may need.
hear() { IFS= read -r -t 20 -u "$1" line; }
# talk FLAGS…: `openssl s_client` says a line, hears it again, and closes.
talk() {
  local said="hello $RANDOM" line='' from to pid
  coproc CLIENT { exec openssl s_client -connect "127.0.0.1:$port" -CAfile "$pki/root.pem" -servername localhost \
    -verify_hostname localhost -verify_return_error -quiet -no_ign_eof "$@" 2>client.err; }
  from=${CLIENT[0]} to=${CLIENT[1]} pid=$CLIENT_PID
  echo "$said" >&"$to" || true
  hear "$from" || true
  exec {to}>&-
  wait "$pid" || true
  [[ $line == "$said" ]] || { tail -2 client.err && return 1; }
}
refused() { ! talk "$@" >/dev/null; }
curls() { curl --silent --show-error --max-time 60 --cacert "$pki/root.pem" --noproxy '*' --resolve "localhost:$port:127.0.0.1" "$@"; }

# Echo: both versions, and a log line for each connection that says what was agreed and how it ended.
serve "$engine"
check 'echo over TLS 1.3' talk -tls1_3
check 'the log' logged 'version=TLSv1.3'
check 'a clean end' logged 'end="closed"'
check 'echo over TLS 1.2' talk -tls1_2
check 'the log' logged 'version=TLSv1.2'
check 'no certificate asked for' logged 'certificate=-'
[[ $failed -eq 0 ]] || exit 1  # the rest could only wait

# Resumption: by a ticket of each version.
for version in 1_2 1_3; do
  check "a session of TLS $version" talk "-tls$version" -sess_out session.pem
  check 'a new session' logged 'resumed=no'
  check "resumption of TLS $version" talk "-tls$version" -sess_in session.pem
  check 'a resumed session' logged 'resumed=yes'
done

# What is no TLS is told so, and nobody else suffers.
printf 'GET / HTTP/1.0\r\n\r\n' | timeout 20 curl --silent --max-time 10 "telnet://127.0.0.1:$port" >/dev/null || true
check 'no TLS' logged 'end="failed: SSLError'
check 'the next one' talk

# Clean shutdown: who is connected when the server is stopped gets a close_notify.
coproc OPEN { exec openssl s_client -connect "127.0.0.1:$port" -CAfile "$pki/root.pem" -quiet -ign_eof 2>open.err; }
from=${OPEN[0]} to=${OPEN[1]} pid=$OPEN_PID
echo there >&"$to"
line=''
check 'a connection that stays' hear "$from"
stop
check 'the client ends by itself' wait "$pid"
check 'no error at the client' test "$(grep -cE 'unexpected eof|error' open.err)" -eq 0
exec {to}>&-
check 'the log' grep -qE '^9 .* read=6 written=6 end="(closed|half-closed)"$' log
check 'one line a connection' test "$(grep -cE '^[0-9]+ peer=127' log)" -eq 9

# HTTP: curl, many connections at once, large answers and large questions.
serve "$engine" --mode http --cert rsa2048
check 'curl' grep -q 'GET /page' <(curls "https://localhost:$port/page")
check '120 pages over 40 connections at once' test "$(curls --parallel --parallel-immediate --parallel-max 40 \
  --output /dev/null --write-out '%{http_code}\n' "https://localhost:$port/octets/[1-120]" 2>curl.err | grep -c '^200$')" -eq 120
check 'a large answer' test "$(curls "https://localhost:$port/octets/3000000" | wc -c)" -eq 3000000
head -c 1000000 "$parallax" >question
check 'a large question' cmp question <(curls --data-binary @question --header 'Expect:' "https://localhost:$port/")
check 'a name that is not in the certificate' test "$(curls --output /dev/null --write-out '%{exitcode}' \
  --resolve "elsewhere.test:$port:127.0.0.1" "https://elsewhere.test:$port/" 2>/dev/null)" -eq 60
stop

# Client certificates: one that is trusted, none, one that nobody knows.
serve "$engine" --client-cert required --ca root --cert "$pki/p256.pem" --key "$pki/p256.key"
check 'a client certificate' talk -cert "$pki/client.pem" -key "$pki/client.key"
check 'the log' logged "certificate=$(openssl x509 -in "$pki/client.pem" -outform DER | sha256sum | cut -c1-16)"
check 'none where one is required' refused
check 'the log' logged 'end="failed: SSL'
check 'one of another authority' refused -cert "$pki/client-unknown.pem" -key "$pki/client-unknown.key"
check 'the log' logged 'end="failed: SSL'
stop

# The engine as a client: of openssl s_server, with a session for the second connection, and a name that is wrong.
: >www
openssl s_server -accept 127.0.0.1:0 -www -tls1_2 -cert "$pki/rsa2048.pem" -key "$pki/rsa2048.key" >www 2>&1 &
server=$!
for ((i = 0; i < 200; ++i)); do
  port=$(sed -nE 's/^ACCEPT 127\.0\.0\.1:([0-9]+).*/\1/p' www)
  [[ -z $port ]] || break
  sleep 0.05
done
check 'connect' "$parallax" connect "$engine" "127.0.0.1:$port" --ca root --get / --connections 2 >page 2>log
check 'the page' grep -q 'HTTP/1.0 200 ok' page
check 'the second connection' grep -qE '^2 .* resumed=yes' log
check 'a wrong name' test "$("$parallax" connect "$engine" "127.0.0.1:$port" --name other.test --get / >page 2>log; echo $?)" -eq 1
check 'the log' logged 'end="failed: SSLCertVerificationError'
kill "$server"
server=

# Engine to engine, over a socket: what stdin says is echoed.
serve "$engine" --connections 1 --tls 1.3
check 'stdin to stdout' test "$(echo again | "$parallax" connect "$engine" "127.0.0.1:$port" 2>/dev/null)" == again
check 'a server ends by itself' wait "$server"
server=

exit "$failed"
