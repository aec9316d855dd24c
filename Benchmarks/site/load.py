#!/usr/bin/env python3
"""Measures the website under load: pages of a database with many plans, asked for by wrk.

    python3 Benchmarks/site/load.py [--toets .build/release/toets] [--plans 500] [--seconds 20]

Fills a folder with the demonstration, multiplies its dossiers in the database, starts the server, signs in
as three people, and has wrk ask for a mix of pages, each of any plan. Prints requests a second, the
percentiles of the time of an answer, answers that were not 200, and the server's peak memory. Needs wrk.
"""

import argparse
import http.client
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# How many of each hundred requests ask for what, by whom; {plan} is any plan that they may see.
MIX = [
    (10, None, "/"),
    (10, None, "/register"),
    (12, None, "register:/register/{plan}"),
    (10, "applicant", "/plannen"),
    (12, "applicant", "own:/plan/{plan}"),
    (12, "applicant", "own:/plan/{plan}/antwoorden"),
    (8, "applicant", "draft:/plan/{plan}/vragen/1"),
    (10, "reviewer", "/werk"),
    (10, "reviewer", "work:/plan/{plan}/beoordelen"),
    (4, "reviewer", "work:/plan/{plan}/logboek"),
    (1, "reviewer", "work:/plan/{plan}/beoordeling"),
    (1, None, "/regels"),
]
PEOPLE = {"applicant": "indiener@voorbeeld.nl", "reviewer": "vgz@voorbeeld.nl"}


def start(toets: str, data: str, port: int) -> subprocess.Popen:
    """Starts the server, and waits until it is ready."""
    with (Path(data).parent / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [toets, "serve", "--demo", "--data", data, "--port", str(port)],
            cwd=ROOT, stdout=log, stderr=log,
        )
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/gereed")
            if connection.getresponse().status == 200:
                return process
        except OSError:
            pass
        if process.poll() is not None:
            sys.exit(f"the server stopped: see {log.name}")
        time.sleep(0.1)
    sys.exit("the server does not get ready")


def stop(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)


def multiply(path: str, count: int) -> None:
    """Copies dossiers with all that is theirs, until there are so many."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA foreign_keys = OFF")
    originals = [row[0] for row in database.execute("SELECT id FROM dossier")]
    tables = {"dossier": "id", "version": "dossier", "history": "dossier", "judgement": "dossier"}
    number = 0
    while database.execute("SELECT count(*) FROM dossier").fetchone()[0] < count:
        original = originals[number % len(originals)]
        copy = f"{number:04d}" + original[4:]
        for table, key in tables.items():
            cursor = database.execute(f'SELECT * FROM "{table}" WHERE "{key}" = ?', [original])
            names = [column[0] for column in cursor.description]
            rows = [
                [copy if name == key else None if name == "link" else value
                 for name, value in zip(names, row, strict=True)]
                for row in cursor
            ]
            columns = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" for _ in names)
            database.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)
        number += 1
    database.commit()
    database.close()


def sign_in(port: int, email: str) -> str:
    """The cookies of somebody who signed in with the password that the start page shows."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/inloggen")
    answer = connection.getresponse()
    page = answer.read().decode()
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name == "Set-Cookie"]
    proof = re.search(r'name="bewijs" value="([^"]+)"', page).group(1)
    password = re.search(r"^password: (.+)$", (ROOT / "rulesets/demo.yaml").read_text(), re.M).group(1)
    body = urllib.parse.urlencode({"bewijs": proof, "email": email, "wachtwoord": password})
    connection.request(
        "POST", "/inloggen", body,
        {"Content-Type": "application/x-www-form-urlencoded", "Cookie": "; ".join(cookies)},
    )
    answer = connection.getresponse()
    answer.read()
    cookies += [value.split(";")[0] for name, value in answer.getheaders() if name == "Set-Cookie"]
    if answer.status != 303:
        sys.exit(f"signing in as {email} answered {answer.status}")
    return "; ".join(cookies)


def plans(path: str) -> dict[str, list[str]]:
    """The plans that each kind of page may be asked for."""
    database = sqlite3.connect(path)

    def ids(condition: str) -> list[str]:
        return [row[0] for row in database.execute(f"SELECT id FROM dossier WHERE {condition}")]

    found = {
        "register": ids("stage = 'approved' AND track = 'plan'"),
        "own": ids("owner = 'pantein'"),
        "draft": ids("owner = 'pantein' AND stage = 'draft'"),
        "work": ids("stage <> 'draft' AND (first = 'vgz' OR second = 'vgz')"),
    }
    database.close()
    return found


SCRIPT = """
local requests = { %s }
local count = #requests
function init() math.randomseed(os.time() + tonumber(tostring({}):sub(8), 16) %% 1000) end
function request()
  local one = requests[math.random(count)]
  local path = one[1]
  if one[3] then path = path:gsub("{plan}", one[3][math.random(#one[3])]) end
  return wrk.format("GET", path, { ["Cookie"] = one[2] })
end
local bad = 0
function done(summary, latency, requests)
  io.write(string.format("requests a second  %%.0f\\n", summary.requests / summary.duration * 1e6))
  for _, part in ipairs({ 50, 90, 95, 99, 100 }) do
    io.write(string.format("p%%-3d ms            %%.1f\\n", part, latency:percentile(part) / 1000))
  end
  io.write(string.format("not 2xx or 3xx     %%d\\n", summary.errors.status))
  io.write(string.format("broken, timed out  %%d\\n",
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""


def script(port: int, path: str) -> str:
    cookies = {name: sign_in(port, email) for name, email in PEOPLE.items()}
    known = plans(path)
    rows = []
    for share, who, address in MIX:
        kind, _, rest = address.rpartition(":")
        ids = known.get(kind, [])
        if kind and not ids:
            continue
        table = "{" + ",".join(f'"{one}"' for one in ids) + "}" if kind else "nil"
        row = f'{{"{rest}", "{cookies.get(who, "")}", {table}}}'
        rows += [row] * share
    return SCRIPT % ",\n".join(rows)


def each(port: int, path: str, count: int = 40) -> None:
    """Each kind of page alone, one request after the other, of plans that differ."""
    cookies = {name: sign_in(port, email) for name, email in PEOPLE.items()}
    known = plans(path)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    print("page alone                          median ms   slowest ms   kB")
    for _, who, address in MIX:
        kind, _, rest = address.rpartition(":")
        ids = known.get(kind, [""])
        times, size = [], 0
        for number in range(count):
            begin = time.perf_counter()
            connection.request(
                "GET", rest.replace("{plan}", ids[number * 7 % len(ids)]),
                headers={"Cookie": cookies.get(who, "")})
            size = max(size, len(connection.getresponse().read()))
            times.append((time.perf_counter() - begin) * 1000)
        times.sort()
        print(f"{rest:36}{times[len(times) // 2]:9.1f}{times[-1]:13.1f}{size / 1024:7.0f}")


def visit_all(port: int, path: str) -> float:
    """Opens every page of the mix once, as over a day: what was computed of a text is kept. The seconds that took."""
    cookies = {name: sign_in(port, email) for name, email in PEOPLE.items()}
    known = plans(path)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begin = time.perf_counter()
    for _, who, address in MIX:
        kind, _, rest = address.rpartition(":")
        for one in known.get(kind, [""]):
            connection.request(
                "GET", rest.replace("{plan}", one), headers={"Cookie": cookies.get(who, "")})
            connection.getresponse().read()
    return time.perf_counter() - begin


def memory(process: subprocess.Popen) -> str:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return " ".join(re.findall(r"Vm(?:HWM|RSS):\s+(\d+)", status))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--toets", default=str(ROOT / ".build/release/toets"))
    parser.add_argument("--plans", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--port", type=int, default=8470)
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: install the package wrk")
    with tempfile.TemporaryDirectory() as folder:
        data = f"{folder}/data"
        process = start(options.toets, data, options.port)
        stop(process)
        path = next(str(file) for file in Path(data).iterdir() if file.suffix == ".sqlite")
        multiply(path, options.plans)
        process = start(options.toets, data, options.port)
        try:
            lua = Path(folder) / "mix.lua"
            lua.write_text(script(options.port, path))
            each(options.port, path)
            print(f"every page once     {visit_all(options.port, path):.0f} s")
            url = f"http://127.0.0.1:{options.port}"
            wrk = ["wrk", "-t1", f"-c{options.connections}", "-s", str(lua), "--timeout", "10s"]
            subprocess.run([*wrk, "-d5s", url], check=True, stdout=subprocess.DEVNULL)
            print(f"{options.plans} plans, {options.connections} connections, {os.cpu_count()} cores, "
                  "the generator included")
            answer = subprocess.run(
                [*wrk, f"-d{options.seconds}s", url], check=True, text=True, capture_output=True)
            print(answer.stdout[answer.stdout.index("requests a second"):].rstrip())
            peak, now = (int(text) for text in memory(process).split())
            print(f"memory, MB         {peak / 1024:.0f} at most, {now / 1024:.0f} at the end")
        finally:
            stop(process)


if __name__ == "__main__":
    main()
