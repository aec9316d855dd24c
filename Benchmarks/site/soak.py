#!/usr/bin/env python3
"""Measures what the site keeps in memory while many people work on large plans.

    python3 Benchmarks/site/soak.py [--toets .build/release/toets] [--minutes 60] [--visitors 4]

Visitors without accounts read large files into drafts, save answers and look at pages, without a pause, each from an
address of its own; a draft is left after a while and another begun. Prints every minute: requests by status,
memory of the server in MB now and at most, and the size of its data. At the end the log is verified, with all that
hangs on it.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from growth import ROOT, plan

PAGES = ["", "/vragen/1", "/vragen/2?alle=1", "/antwoorden", "/beoordeling", "/stap/submit", "/plan.json", "/logboek"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--toets", default=str(ROOT / ".build/release/toets"))
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--visitors", type=int, default=4)
    chosen = options.parse_args()
    os.environ["TOETS"] = chosen.toets
    sys.path.insert(0, str(ROOT / "Tests/Browser"))
    from world import Server

    schemas = {}
    for ruleset in ("iza/snelle-toets", "iza/plan"):
        command = [chosen.toets, "ruleset", "schema", ruleset, "--rulesets", ROOT / "rulesets"]
        schemas[ruleset] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    server = Server(demo=True).start()
    end = time.monotonic() + chosen.minutes * 60
    answers: collections.Counter[int] = collections.Counter()

    def work(number: int) -> None:
        turn = 0
        while time.monotonic() < end:
            turn += 1
            # The address changes with the draft, as visitors do: no limit of one address ends it all.
            client = server.client(address=f"127.{number}.{turn // 250}.{turn % 250 + 1}")
            client.timeout = 600
            ruleset = list(schemas)[turn % 2]
            try:
                path = client.begin(ruleset)
                for count in (25, 100, 400, 25):
                    reply = client.get(path)
                    answers[reply.status] += 1
                    if reply.status != 200:
                        time.sleep(2)
                        continue
                    form = reply.page.form("/bestand")
                    content = plan(schemas[ruleset], count + turn % 20)
                    answers[client.upload(form, "plan.json", content).status] += 1
                    for page in PAGES:
                        if time.monotonic() > end:
                            return
                        answers[client.get(path + page).status] += 1
            except (OSError, AssertionError) as fault:
                answers[0] += 1
                print(f"{number}: {str(fault)[:200]}", flush=True)
                time.sleep(2)

    def memory(name: str) -> float:
        for line in Path(f"/proc/{server.process.pid}/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
        return 0

    threads = [threading.Thread(target=work, args=(number + 1,), daemon=True) for number in range(chosen.visitors)]
    try:
        print("minute  requests by status  MB now  MB at most  MB data", flush=True)
        for thread in threads:
            thread.start()
        minute = 0
        while any(thread.is_alive() for thread in threads):
            data = sum(file.stat().st_size for file in server.data.iterdir()) / 1e6
            print(f"{minute} {dict(sorted(answers.items()))} {memory('VmRSS'):.0f} {memory('VmHWM'):.0f} {data:.0f}",
                  flush=True)
            minute += 1
            time.sleep(60)
        server.kill()
        server.verify_log()
        print("the log is whole")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
