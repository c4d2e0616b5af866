"""Measures what ci/compare-fuzz built: compare_fuzz.py BUILD OUT SECONDS. Prints Markdown."""

import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys

# Enough that starting up and loading engines, which is in the time of both, is a small part.
REPEAT = 200
MOST = 24


# Each set: the role that takes it, what it is made of, whether a campaign starts from it, too. Of a hello both read the same;
# of a whole flight OpenSSL's target reads what is in the clear, since the rest is under keys that it does not have.
SETS = (("server", "ClientHellos", True), ("client", "ServerHellos", True), ("client", "flights", False))


def first_record(octets):
    size = 5 + int.from_bytes(octets[3:5], "big")
    return octets[:size] if len(octets) >= size else None


def fixed_sets(build, out):
    """The same inputs for both: theirs have an octet of options behind (server), ours one of cutting before."""
    for role, kind, _ in SETS:
        whole = set()
        for path in sorted((build / "fuzz-seeds" / f"{role}_stream").iterdir()):
            octets = path.read_bytes()[1:]
            if octets[:2] != b"\x16\x03":
                continue
            octets = octets if kind == "flights" else first_record(octets)
            if octets and octets[5:6] == bytes([1 if role == "server" else 2]):
                whole.add(octets)
        for who in ("theirs", "ours"):
            shutil.rmtree(out / f"{who}-{kind}", ignore_errors=True)
            (out / f"{who}-{kind}").mkdir()
        for number, octets in enumerate(sorted(whole)[:MOST]):
            (out / f"theirs-{kind}" / str(number)).write_bytes(octets + (b"\0" if role == "server" else b""))
            (out / f"ours-{kind}" / str(number)).write_bytes(b"\0" + octets)
        print(f"{role}: {min(len(whole), MOST)} {kind}", file=sys.stderr)


def run(command, environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, errors="replace")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with status {done.returncode}:\n{done.stderr[-2000:]}")
    return spent, done.stderr


def fixed_rate(program, files, environment):
    # What starting costs, libFuzzer's own included, is taken off.
    start, _ = run([program, "-runs=1", files[0]], environment)
    spent, _ = run([program, f"-runs={REPEAT}", *files], environment)
    return REPEAT * len(files) / max(spent - start, 1e-9)


def campaign_rate(program, seeds, corpus, seconds, environment):
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir()
    runs = spent = 0
    # A difference ends ours; it is known then, and the campaign goes on with its corpus for the rest of its time.
    while spent < seconds:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, f"-max_total_time={max(1, round(seconds - spent))}", "-max_len=4096", "-print_final_stats=1", "-seed=1",
                               f"-artifact_prefix={corpus.parent}/", corpus, seeds], env=environment, stderr=subprocess.PIPE, errors="replace")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        found = re.findall(r"stat::number_of_executed_units: (\d+)", done.stderr)
        runs += int(found[0]) if found else 0
        if done.returncode == 0:
            break
    return runs / max(spent, 1e-9)


def main(build, out, seconds):
    fixed_sets(build, out)
    environment = dict(os.environ, PARALLAX_FUZZ_ENGINES="openssl,boringssl", PARALLAX_FUZZ_KNOWN=str(out / "known.txt"))
    print("| inputs a second of CPU time | OpenSSL's own, one library | ours, two libraries compared | ratio |\n|---|--:|--:|--:|")
    for role, kind, from_it in SETS:
        programs = {"theirs": out / f"theirs-{role}", "ours": build / "bin" / f"fuzz_{role}_stream"}
        rows = [(f"fixed set of {len(list((out / f'ours-{kind}').iterdir()))} {kind}",
                 {who: fixed_rate(program, sorted(str(p) for p in (out / f"{who}-{kind}").iterdir()), environment) for who, program in programs.items()})]
        if from_it:
            rows.append((f"campaign of {seconds} s from them",
                         {who: campaign_rate(program, out / f"{who}-{kind}", out / f"{who}-{role}-corpus", seconds, environment) for who, program in programs.items()}))
        for words, rates in rows:
            print(f"| {role}, {words} | {rates['theirs']:,.0f} | {rates['ours']:,.0f} | {rates['ours'] / rates['theirs']:.2f} |", flush=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]))
