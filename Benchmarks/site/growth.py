#!/usr/bin/env python3
"""Measures how the time of a page grows with the plan: drafts whose lists have many half-filled items.

    python3 Benchmarks/site/growth.py [--toets .build/release/toets] [--items 25,100,400,700]

Reads each plan into a draft of its own, as a visitor without an account, and asks for its pages. Prints the
processor time that the server took for each, in milliseconds, the size of the file, and how both grew; then the same
of an example plan and of the largest plan that is taken, and how many times as long that takes.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PAGES = {
    "plan": "", "questions": "/vragen/1", "answers": "/antwoorden", "handing in": "/stap/submit",
    "report": "/beoordeling",
}


def half_filled(schema: dict, number: int):
    """A value of which every other part is given."""
    for part in schema.get("anyOf", []) + schema.get("oneOf", []):
        return half_filled(part, number)
    if "const" in schema:
        return schema["const"]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "object" in kinds:
        names = [name for index, name in enumerate(schema["properties"]) if index % 2 == 0]
        return {name: half_filled(schema["properties"][name], number) for name in names}
    if "array" in kinds:
        return [half_filled(schema["items"], number)]
    if schema.get("format") == "date":
        return "2027-01-01"
    if kinds[0] == "string":
        return f"{schema.get('title', 'tekst')} {number}"
    if kinds[0] == "boolean":
        return True
    return number


def plan(schema: dict, count: int) -> bytes:
    answers = {}
    for name, field in schema["properties"].items():
        kinds = field.get("type", [])
        if "array" in kinds and field["items"].get("properties"):
            answers[name] = [half_filled(field["items"], n + 1) for n in range(count)]
    return json.dumps(answers, ensure_ascii=False).encode()


LARGEST = 2 << 20
"""Bytes of a plan (`toets limits`)."""


def largest(schema: dict) -> bytes:
    """As many items in every list as a file may hold."""
    few, many = 1, 100_000
    while many - few > 1:
        middle = (few + many) // 2
        if len(plan(schema, middle)) <= LARGEST:
            few = middle
        else:
            many = middle
    return plan(schema, few)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--toets", default=str(ROOT / ".build/release/toets"))
    options.add_argument("--items", default="25,100,400,700")
    chosen = options.parse_args()
    os.environ["TOETS"] = chosen.toets
    sys.path.insert(0, str(ROOT / "Tests/Browser"))
    from world import Server

    server = Server(demo=True).start()
    ticks = os.sysconf("SC_CLK_TCK")

    def spent() -> float:
        fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / ticks * 1_000

    try:
        for ruleset in ("iza/snelle-toets", "iza/plan"):
            command = [chosen.toets, "ruleset", "schema", ruleset, "--rulesets", ROOT / "rulesets"]
            schema = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            examples = sorted((ROOT / "rulesets" / ruleset / "examples").glob("*.yaml"))
            files = [
                (f"{count} items", "plan.json", plan(schema, int(count)))
                for count in chosen.items.split(",")
            ] + [
                ("an example", "plan.yaml", examples[0].read_bytes()),
                ("the largest", "plan.json", largest(schema)),
            ]
            first: tuple[int, dict[str, float]] | None = None
            for number, (what, file, content) in enumerate(files):
                client = server.client(address=f"127.0.{number + 1}.{len(ruleset)}")
                client.timeout = 600
                path = client.begin(ruleset)
                times: dict[str, float] = {}
                before = spent()
                reply = client.upload(client.read(path).form("/bestand"), file, content)
                assert reply.status == 303, reply.page.text[:400]
                times["upload"] = spent() - before
                for name, page in PAGES.items():
                    before = spent()
                    status = client.get(path + page).status
                    times[name] = spent() - before
                    assert status == 200, f"{page}: {status}"
                if first is None or what == "an example":
                    first = (len(content), times)
                grown = f"file ×{len(content) / first[0]:.1f}, all pages ×" + (
                    f"{sum(times.values()) / sum(first[1].values()):.1f}")
                columns = " ".join(f"{name} {time:.0f}" for name, time in times.items())
                print(f"{ruleset} {what}, {len(content) // 1024} kB: {columns}; {grown}", flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
