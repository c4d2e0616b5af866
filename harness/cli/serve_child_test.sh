#!/usr/bin/env bash
# shellcheck disable=SC2317  # functions are called through check and trap
# An engine that dies in one connection ends neither the server nor what comes after it.
# serve_child_test.sh PARALLAX SOURCE_FOLDER
set -euo pipefail

parallax=$1
pki=$2/corpus/pki
for tool in curl openssl pgrep; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" && exit 77; }
done
source "$2/harness/cli/serving.sh"

# logged PATTERN: a line of the log matches; waits for it.
logged() {
  for ((i = 0; i < 400; ++i)); do
    grep -qE -- "$1" log && return 0
    sleep 0.05
  done
  return 1
}
# open NAME: `openssl s_client`, which says what goes into the pipe NAME, and writes NAME.heard.
open() {
  mkfifo "$1"
  : >"$1.heard"
  openssl s_client -connect "127.0.0.1:$port" -CAfile "$pki/root.pem" -quiet -no_ign_eof <"$1" >>"$1.heard" 2>"$1.err" &
  clients+=($!)
}
# heard NAME TEXT: it heard the text; waits for it.
heard() {
  for ((i = 0; i < 400; ++i)); do
    grep -qF -- "$2" "$1.heard" && return 0
    sleep 0.05
  done
  return 1
}

# Three times: the engine is killed under two open connections. The one that speaks meets the crash, the other is told
# that the engine is gone, and the next connection finds a fresh engine.
serve openssl --host child
for round in 1 2 3; do
  open "speaker$round" && exec {speaker}>"speaker$round"
  echo one >&"$speaker"
  check "round $round: an echo" heard "speaker$round" one
  open "bystander$round" && exec {bystander}>"bystander$round"
  echo two >&"$bystander"
  check "round $round: an echo of the other" heard "bystander$round" two
  child=$(pgrep -P "$server")
  kill -SEGV "$child"
  while [[ $(pgrep -P "$server" -r R,S,D) == "$child" ]]; do sleep 0.05; done
  echo three >&"$speaker"
  first=$((3 * round - 2))
  check "round $round: the crash" logged "^$first peer=.* read=4 written=4 end=\"failed: crash SIGSEGV\"\$"
  check "round $round: the other's end" logged "^$((first + 1)) peer=.* end=\"the engine ended\"\$"
  open "next$round" && exec {next}>"next$round"
  echo four >&"$next"
  check "round $round: the next one" heard "next$round" four
  exec {speaker}>&- {bystander}>&- {next}>&-
  check "round $round: the log of the next one" logged "^$((first + 2)) peer=.* read=5 written=5 end=\"closed\"\$"
done
stop

# An engine that never answers: `hang` does so in a read behind its own close_notify. Its ten seconds over, it is ended.
serve planted:hang --host child --mode http --cert rsa2048
curls() { curl --silent --show-error --max-time 60 --cacert "$pki/root.pem" --noproxy '*' --resolve "localhost:$port:127.0.0.1" "$@"; }
check 'a page' grep -q 'GET /page' <(curls --header 'Connection: close' "https://localhost:$port/page")
check 'the hang' logged '^1 peer=.* end="failed: hang 10"'
check 'the next page' grep -q 'GET /next' <(curls "https://localhost:$port/next")
check 'its log' logged '^2 peer=.* end="closed"'
stop

exit "$failed"
