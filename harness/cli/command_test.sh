#!/usr/bin/env bash
# The command as a user meets it: exit statuses, messages, files. command_test.sh PARALLAX SOURCE_FOLDER
set -euo pipefail

parallax=$1
source=$2
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

two=(-e openssl -e python:/usr/bin/python3)
bio=$source/corpus/conformance/bio

expect 0 "Examples:" "$parallax" --help
expect 0 "0." "$parallax" --version
expect 2 "subcommand" "$parallax"
expect 2 "no such file or folder" "$parallax" run "${two[@]}" /no/such/path
expect 2 "a level is" "$parallax" run "${two[@]}" --level octets "$bio"
expect 2 "a shard is i/n" "$parallax" run "${two[@]}" --shard 4/4 "$bio"
expect 2 "did you mean openssl" "$parallax" run -e opensll "$bio"
expect 2 "an engine is" "$parallax" run -e 'no engine' "$bio"
expect 2 "an engine is" "$parallax" run -e openssl+segmentd "$bio"
expect 2 "one buffer" "$parallax" run -e gnutls+segmented "$bio"
expect 2 "cannot run /no/such/python" "$parallax" run -e python:/no/such/python "$bio"
expect 2 "no rule is called" "$parallax" explain no-such-rule
expect 0 "Source:" "$parallax" explain bio-eof-only-once-drained
expect 0 "behaves as Python" "$parallax" engines
expect 0 "move" "$parallax" reference --complete mo

# Two runs give the same rows, with handshakes, tickets and a Python, whatever the number of workers.
sessions=$source/corpus/conformance/sessions
expect 0 "" "$parallax" run "${two[@]}" --out first "$bio"
expect 0 "" "$parallax" run "${two[@]}" --out second --jobs 1 "$bio"
expect 0 "" "$parallax" run "${two[@]}" --no-variants --out once --jobs 2 "$sessions"
expect 0 "" "$parallax" run "${two[@]}" --no-variants --out twice --jobs 1 "$sessions"
for out in first second once twice; do
  [[ -s $out/report/index.html && -s $out/junit.xml ]] || { echo "FAILED: $out has no report"; failed=1; }
  sed -E 's/,"milliseconds":[0-9.e+-]+//' "$out/results.jsonl" >"$out.rows"
done
cmp first.rows second.rows || { echo "FAILED: two runs differ"; failed=1; }
cmp once.rows twice.rows || { echo "FAILED: two runs with handshakes differ"; failed=1; }

# A buffer that gives an octet twice is told from the same engine's own.
expect 1 "double-octet" "$parallax" run -e openssl+segmented -e planted:double-octet -e python:/usr/bin/python3 --out planted "$bio"

# Benches: that they run and are drawn, not how fast anything is.
expect 2 "not in {buffers,baseline,objects,harness,all}" "$parallax" bench --suite nothing
expect 2 "no benchmark of the suite" "$parallax" bench --python none --filter no-such-benchmark --out bench
expect 2 "share no benchmark" "$parallax" bench compare no-such-buffer neither --rounds 1
if [[ -x ${parallax%/*}/parallax-bench ]]; then
  expect 0 "BIO_s_mem" "$parallax" bench --filter '/(openssl|openssl.segmented)/ping-pong/chunk:16/backlog:0' \
    --repetitions 1 --min-time 0.001 --small --python /usr/bin/python3 --out bench
  for file in index.html bench.json figures.json pictures.json; do
    [[ -s bench/$file ]] || { echo "FAILED: bench wrote no $file"; failed=1; }
  done
  expect 0 "items_per_second" "$parallax" bench --suite objects --repetitions 1 --min-time 0.001 --out objects \
    --filter '/openssl(.segmented)?/(message/chunk:16$|handshake/tls:1.3/cert:p256|bulk/chunk:16384/record:16384/backlog:0)'
  grep -q 'objects/openssl+segmented/handshake/tls:1.3/cert:p256/resumed:1' objects/bench.json || { echo "FAILED: no handshake measured"; failed=1; }
  expect 0 "SSLObject" "$parallax" bench --suite baseline --repetitions 1 --min-time 0.001 --filter 'SSL(Socket|Object)/handshake' \
    --python /usr/bin/python3 --out baseline
  grep -q system_calls_per_turn baseline/bench.json || { echo "FAILED: no system call counted"; failed=1; }
  expect 0 "too few rounds" "$parallax" bench compare openssl openssl+segmented --rounds 1 --min-time 0.001 \
    --filter 'ping-pong/chunk:16/backlog:0' --out compared
  [[ -s compared/compare.json && -s compared/compare.svg ]] || { echo "FAILED: bench compare wrote nothing"; failed=1; }
fi

# A run that was cut in the middle of a line goes on, and ends as if it had never been.
head -c 20000 first/results.jsonl >torn.jsonl
mkdir third && cp torn.jsonl third/results.jsonl
expect 0 "" "$parallax" run "${two[@]}" --out third --resume "$bio"
[[ $(wc -l <third/results.jsonl) -ge $(wc -l <first/results.jsonl) ]] || { echo "FAILED: resume lost rows"; failed=1; }

# What a baseline has is not new.
printf '# Wrong on purpose.\nbio x\nx.pending -> ok 1\n' >wrong.plx
expect 1 "wrong.plx" "$parallax" run "${two[@]}" --out wrong wrong.plx
expect 0 "" "$parallax" run "${two[@]}" --out again --baseline wrong/results.jsonl wrong.plx

printf 'bio x\nx.raed 3\n' >typo.plx
expect 2 "did you mean" "$parallax" fmt typo.plx
expect 2 "typo.plx:2:3" "$parallax" run "${two[@]}" --out typo typo.plx
expect 0 "" "$parallax" fmt --check "$source/corpus"

exit "$failed"
