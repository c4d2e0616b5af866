# shellcheck shell=bash disable=SC2034,SC2154  # variables of the script that sources it
# A `parallax serve` under test, in a scratch folder of its own. Source it after setting $parallax, and $how_far where a test
# may end at what fails first.
work=$(mktemp -d)
cd "$work" || exit 1
failed=0
server='' port='' clients=()
cleanup() {
  for pid in ${clients[@]+"${clients[@]}"} $server; do kill "$pid" 2>/dev/null || true; done
  rm -rf -- "$work"
}
trap cleanup EXIT

# check WHAT COMMAND…: the command succeeds.
check() {
  local what=$1
  shift
  "$@" && return
  printf 'FAILED: %s: %s\n' "$what" "$*"
  sed 's/^/  log: /' log 2>/dev/null | tail -5
  failed=1
  if [[ ${how_far:-all} == first ]]; then exit 1; fi
}

# serve ENGINE FLAGS…: starts a server; its log is in `log`, its port in $port.
serve() {
  : >log
  "$parallax" serve "$1" --listen 127.0.0.1:0 "${@:2}" >log 2>err &
  server=$!
  for ((i = 0; i < 600; ++i)); do
    port=$(sed -nE 's/^listening on 127\.0\.0\.1:([0-9]+).*/\1/p' log)
    [[ -z $port ]] || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.05
  done
  cat err
  echo "FAILED: serve $* did not begin"
  exit 1
}

# stop: SIGTERM, and the exit status is 0.
stop() {
  kill -TERM "$server"
  check 'a stopped server ends with 0' wait "$server"
  server=
}
