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
expect 2 "no script and no book" "$parallax" conformance -e openssl /no/such/path
expect 2 "no script tests that sentence" "$parallax" conformance -e openssl --sentence rfc0-1-001
expect 0 "scripts on 1 engines" "$parallax" conformance -e openssl --sentence rfc8446-4.1.2-014 --out conformance
expect 1 "Recipients of Finished messages MUST verify" "$parallax" conformance -e planted:wrong-finished \
  --sentence rfc8446-4.4.4-001 --out conformance
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

# Shards between them are the whole.
for shard in 0 1 2; do
  expect 0 "" "$parallax" run "${two[@]}" --no-variants --shard "$shard/3" --out "shard$shard" "$sessions"
done
cat shard?/results.jsonl | sed -E 's/,"milliseconds":[0-9.e+-]+//' | sort >shards.rows
sort once.rows | cmp - shards.rows || { echo "FAILED: three shards are not the whole"; failed=1; }

# A buffer that gives an octet twice is told from the same engine's own.
expect 1 "double-octet" "$parallax" run -e openssl+segmented -e planted:double-octet -e python:/usr/bin/python3 --out planted "$bio"

# Engines in other languages: the page's own example, and one in Perl that is told when it errs.
awk '/^    """A Parallax engine/ { on = 1 } /^[^ ]/ { on = 0 } on { sub(/^    /, ""); print }' \
  "$source/docs/adding-an-engine.md" >toy.py
perl_toy="perl $source/harness/cli/testdata/toy_engine.pl"
expect 0 "no unexplained difference" "$parallax" run -e openssl -e 'cmd:python3 toy.py' -e "cmd:$perl_toy" \
  --no-variants --out toys "$bio"
expect 0 "" grep -q '"engine":"cmd:perl [^}]*"name":"perltoy"' toys/results.jsonl
expect 0 "" grep -q '"engine":"cmd:python3 toy.py"[^}]*"name":"toy"' toys/results.jsonl
expect 0 "" grep -rq 'perltoy' toys/report
expect 1 "TOY_BUG=1 perl" "$parallax" run -e openssl -e "cmd:env TOY_BUG=1 $perl_toy" --no-variants --out toys "$bio"
expect 0 "" grep -q '"rule":"bio-read-size"' toys/results.jsonl

# Benches: that they run and are drawn, not how fast anything is.
expect 2 "not in {buffers,baseline,objects,harness,all}" "$parallax" bench --suite nothing
mkdir -p alone/bin && cp "$parallax" "${parallax%/*}/parallax-host" alone/bin
expect 2 "alone --target benchmarks\` builds it" alone/bin/parallax bench --filter nothing
expect 2 "builds it" alone/bin/parallax bench compare string deque
if [[ -x ${parallax%/*}/parallax-bench ]]; then
  expect 2 "no benchmark of the suite" "$parallax" bench --python none --filter no-such-benchmark --out bench
  expect 2 "share no benchmark" "$parallax" bench compare no-such-buffer neither --rounds 1
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

# The site: another run beside, a history that takes a run once, programs to copy, JSON for others.
expect 0 "" "$parallax" report second/results.jsonl --out site --against first/results.jsonl --history history.db
expect 0 "" "$parallax" report second/results.jsonl --out site --history history.db
expect 0 "" "$parallax" report first/results.jsonl --out other --history other.db
expect 0 "" "$parallax" report first/results.jsonl --out other --history history.db --merge other.db
for file in index.html data/index.js data/parts.js tree/index.json; do
  [[ -s site/report/$file ]] || { echo "FAILED: the site has no $file"; failed=1; }
done
grep -q 'def literal' site/report/data/parts.js || { echo "FAILED: the site has no programs"; failed=1; }
grep -q '"when\\*":' other/report/data/index.js || { echo "FAILED: the site has no history"; failed=1; }
expect 0 '"scripts":' "$parallax" report first/results.jsonl --out other --format json
expect 0 '<testsuites' "$parallax" report first/results.jsonl --out other --format junit
expect 2 "--bench /no/such" "$parallax" report first/results.jsonl --out other --bench /no/such
expect 2 "is no matrix" "$parallax" report first/results.jsonl --out other --conformance first/results.jsonl
expect 2 "--against" "$parallax" report first/results.jsonl --out other --against /no/such
expect 2 "first.rows" "$parallax" report first/results.jsonl --out other --history first.rows
expect 2 "--merge needs --history" "$parallax" report first/results.jsonl --out other --merge other.db
sed 's/"schema":1/"schema":7/' first/results.jsonl >newer.jsonl
expect 2 "this one reads schema 1" "$parallax" report newer.jsonl --out other
# What was cut in the middle is shown, and said.
expect 0 "torn" "$parallax" report torn.jsonl --out other
grep -q 'torn and was left out' other/report/data/index.js || { echo "FAILED: the site says nothing of a torn line"; failed=1; }

# Served on loopback: files of the site, nothing above it, to no other name.
"$parallax" report first/results.jsonl --out site --quiet --serve >served.txt &
server=$!
for _ in $(seq 100); do
  grep -q '^serving ' served.txt && break
  sleep 0.2
done
python3 - "$(sed -n 's/^serving //p' served.txt)" <<'PYTHON' || failed=1
import http.client, sys, urllib.parse
where = urllib.parse.urlparse(sys.argv[1])
def ask(path, host=None, method="GET"):
    c = http.client.HTTPConnection(where.hostname, where.port, timeout=10)
    c.putrequest(method, path, skip_host=True)
    c.putheader("Host", host or where.netloc)
    c.endheaders()
    answer = c.getresponse()
    return answer.status, answer.getheader("Content-Security-Policy"), answer.read()
idle = http.client.HTTPConnection(where.hostname, where.port, timeout=10)
idle.connect()  # says nothing, and keeps nobody waiting
assert ask("/")[0] == 200 and b"Parallax" in ask("/")[2] and "default-src 'none'" in ask("/")[1]
assert ask("/data/index.js?x")[0] == 200
assert ask("/", method="HEAD")[::2] == (200, b"")
for path in ("/../results.jsonl", "/%2e%2e/results.jsonl", "//etc/passwd", "/data/../../junit.xml", "/no", "x"):
    assert ask(path)[0] == 404, path
assert ask("/", host="evil.example")[0] == 403 and ask("/", method="POST")[0] == 405
PYTHON
kill -INT "$server"
wait "$server" || true

printf 'bio x\nx.raed 3\n' >typo.plx
expect 2 "did you mean" "$parallax" fmt typo.plx
expect 2 "typo.plx:2:3" "$parallax" run "${two[@]}" --out typo typo.plx
expect 0 "" "$parallax" fmt --check "$source/corpus"

# A full disk under stdout is told; under stderr it cannot be, and ends nothing. A reader that left wanted no more.
status=0
"$parallax" explain >/dev/full 2>full.txt || status=$?
grep -q 'stdout: cannot be written' full.txt || status=none
[[ $status == 3 ]] || { echo "FAILED: a full stdout ends with $status: $(cat full.txt)"; failed=1; }
status=0
"$parallax" run no-such-path 2>/dev/full || status=$?
[[ $status -eq 2 ]] || { echo "FAILED: a full stderr ends with $status"; failed=1; }
{ "$parallax" reference 2>left.txt; echo $? >left.status; } | true
[[ $(cat left.status) -eq 0 && ! -s left.txt ]] || { echo "FAILED: a reader that left: $(cat left.status left.txt)"; failed=1; }

exit "$failed"
