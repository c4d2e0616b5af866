"""What a campaign has to say, as Markdown: DIR/summary.md, from what lies in DIR.

usage: campaign_summary.py DIR REPORT.md

Findings that no longer show are closed: their scripts go from DIR/small to DIR/closed, and their signatures leave known.txt, so
that they are found again if they come back. Files are replaced whole.
"""

import collections
import json
import os
import pathlib
import sys


def replace(path, text):
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def heading(script):
    """The words of a minimised script's first line, which are its signature."""
    with open(script, encoding="utf-8") as lines:
        return lines.readline().strip().removeprefix("# ")


def main(folder, report):
    findings = collections.defaultdict(list)
    with open(folder / "results.jsonl", encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            findings[os.path.realpath(row["script"])] += row["findings"]

    open_, known, closed = [], [], []
    for script in sorted((folder / "small").glob("*.plx")):
        seen = findings[os.path.realpath(script)]
        signature = heading(script)
        if any(not f.get("known_kind") and not f.get("flaky") for f in seen):
            open_.append((signature, script))
        elif seen:
            reason = next((f["known_reason"] for f in seen if f.get("known_reason")), "came back at some runs only")
            known.append((signature, reason))
        else:
            closed.append((signature, script))
    if closed:
        gone = {signature for signature, _ in closed}
        lines = (folder / "known.txt").read_text(encoding="utf-8").splitlines()
        # A line is `ENGINE: SIGNATURE`, or a target's own words.
        kept = [line for line in lines if line.partition(": ")[2] not in gone]
        replace(folder / "known.txt", "".join(f"{line}\n" for line in kept))
        for _, script in closed:
            os.replace(script, folder / "closed" / script.name)

    # A regression says what it shows, until it is mended.
    mended = []
    for script in sorted(pathlib.Path("corpus/regressions").rglob("*.plx")):
        shows = [line[9:].strip() for line in script.read_text(encoding="utf-8").splitlines() if line.startswith("# shows:")]
        if shows and os.path.realpath(script) in findings and not findings[os.path.realpath(script)]:
            mended.append((shows[0], script))

    executed = collections.Counter()
    if (folder / "executed").exists():
        for line in (folder / "executed").read_text().splitlines():
            target, count = line.split()
            executed[target] += int(count)

    def count(pattern):
        return len(list(folder.glob(pattern)))

    text = ["## Parallax campaign", ""]
    text += ["| target | inputs run | corpus |", "|---|--:|--:|"]
    for target in sorted(set(executed) | {p.name for p in (folder / "corpus").iterdir() if p.is_dir()}):
        text.append(f"| {target} | {executed[target]:,} | {count(f'corpus/{target}/*'):,} |")
    text += ["", f"{len(open_)} open, {len(known)} explained by expectations, {len(closed)} closed, "
             f"{count('found/flaky/*.plx')} flaky, {count('found/alone/*.plx')} seen in the fuzzer's process only, "
             f"{count('found/*.plx')} not made small yet, "
             f"{count('crashes/*/*.seen')} inputs that stopped a target.", ""]
    if (folder / "broken").exists():
        broken = collections.Counter((folder / "broken").read_text(encoding="utf-8", errors="replace").splitlines())
        text += ["### Broken: crashes, hangs, leaks, and laws of the project's own; inputs and words are in crashes/", ""]
        text += [f"- `{words}`: {count} times" for words, count in sorted(broken.items())] + [""]
    for title, rows in (("Open", open_), ("Explained", known), ("Closed: no longer shown", closed),
                        ("Mended: regressions that show nothing now", mended)):
        if rows:
            text += [f"### {title}", ""] + [f"- `{signature}`: {more}" for signature, more in rows] + [""]
    text.append(report.read_text(encoding="utf-8"))
    replace(folder / "summary.md", "\n".join(text))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
