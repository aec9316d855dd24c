"""Visitors who ask for as much as they may, and what others notice of it."""

from __future__ import annotations

import json
import socket
import statistics
import threading
import time
import unittest
from collections.abc import Callable

from world import Client, Form, Reply, Server, hidden, say, wait_until

ATTACKERS = 8
"""More than the computations that run at once, each from an address of its own."""
SECONDS = 20.0
TIMES = 10
"""How many times as long as on a quiet day others may wait."""
LEAST = 0.01
"""Seconds: what is shorter on a quiet day is a matter of the machine."""


def large(number: int) -> bytes:
    """A file of some 60 kB whose lists have many half-filled items, another one every time."""
    goals = [{"omschrijving": f"Doel {number} {index}"} for index in range(700)]
    parties = [{"naam": f"Partij {number} {index}"} for index in range(700)]
    return json.dumps({"titel": f"Plan {number}", "doelen": goals, "partijen": parties}).encode()


class Attacker(threading.Thread):
    """Reads large files into a draft and asks for all that is computed of them, without a pause."""

    def __init__(self, client: Client, number: int, end: float) -> None:
        super().__init__(daemon=True)
        self.client, self.number, self.end = client, number, end
        self.answers: list[int] = []

    def run(self) -> None:
        plan = self.client.begin("iza/snelle-toets")
        turn = 0
        while time.monotonic() < self.end:
            turn += 1
            page = self.ask(self.client.get, plan)
            if page is None or page.status != 200:
                continue
            form = Form(f"{plan}/bestand", hidden(page))
            content = large(self.number * 1_000 + turn)
            self.ask(self.client.upload, form, "plan.json", content)
            for part in ("/beoordeling", "/stap/submit"):
                self.ask(self.client.get, plan + part)

    def ask(self, request: Callable[..., Reply], *what: object) -> Reply | None:
        try:
            reply = request(*what)
        except OSError:
            self.answers.append(0)
            return None
        self.answers.append(reply.status)
        return reply


class HeavyTests(unittest.TestCase):
    def setUp(self) -> None:
        self.server = Server(demo=True).start()
        self.addCleanup(self.server.stop)

    def test_others_hardly_notice_who_asks_for_all_that_they_may(self) -> None:
        visitor = self.server.client(address="127.0.6.1")
        writer = self.server.client(address="127.0.6.2")
        plan = writer.begin("iza/snelle-toets")
        quiet = {page: self.median(visitor, page, 3) for page in ("/gezond", "/")}

        end = time.monotonic() + SECONDS
        attackers = [
            Attacker(self.server.client(address=f"127.0.7.{number}"), number, end)
            for number in range(1, ATTACKERS + 1)
        ]
        for attacker in attackers:
            attacker.start()
        time.sleep(2)
        busy: dict[str, float] = {}
        saved = 0
        while saved == 0 or time.monotonic() < end - 2:
            for page in quiet:
                busy[page] = max(busy.get(page, 0), self.median(visitor, page, 1))
            form = writer.get(f"{plan}/vragen/1").page.form("/vragen/1")
            reply = writer.submit(form, {"beschrijving": f"Zin {saved}"})
            self.assertEqual(reply.status, 303, reply.page.text[:300])
            saved += 1
        for attacker in attackers:
            attacker.join(120)
            self.assertFalse(attacker.is_alive(), "een aanvaller wacht na twee minuten nog")

        say("; ".join(f"{page} {quiet[page] * 1_000:.1f} ms, druk {busy[page] * 1_000:.1f} ms" for page in quiet))
        say(f"{saved} keer bewaard")
        self.assertIn(f"Zin {saved - 1}", writer.get(f"{plan}/antwoorden").page.text)
        answers = [answer for attacker in attackers for answer in attacker.answers]
        self.assertGreater(len(answers), 2 * ATTACKERS)
        self.assertIn(303, answers)
        self.assertLessEqual(set(answers), {200, 303, 429, 503}, "wie te veel vraagt, hoort dat")
        for page in quiet:
            self.assertLess(busy[page], TIMES * max(quiet[page], LEAST), page)

    def median(self, client: Client, page: str, seconds: float) -> float:
        times: list[float] = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.monotonic()
            self.assertEqual(client.get(page).status, 200)
            times.append(time.monotonic() - start)
            time.sleep(0.02)
        return statistics.median(times)

    def test_what_was_sent_is_kept_though_the_window_closes(self) -> None:
        writer = self.server.client(address="127.0.6.3")
        plan = writer.begin("iza/snelle-toets")
        for number in range(30):
            form = writer.get(f"{plan}/vragen/1").page.form("/vragen/1")
            sentence = f"Zin {number}"
            writer.submit_and_leave(form, {"beschrijving": sentence})
            wait_until(
                lambda sentence=sentence: sentence in writer.get(f"{plan}/antwoorden").page.text,
                f"{sentence} is bewaard", 10, pause=0.05,
            )

    def test_one_address_does_not_take_all_connections(self) -> None:
        connections = [
            socket.create_connection(("127.0.0.1", self.server.port), timeout=5, source_address=("127.0.5.1", 0))
            for _ in range(300)
        ]
        for connection in connections:
            self.addCleanup(connection.close)
        ended = 0
        deadline = time.monotonic() + 10
        for connection in connections:
            connection.settimeout(max(0.01, min(0.05, deadline - time.monotonic())))
            try:
                ended += connection.recv(1) == b""
            except TimeoutError:
                pass
            except OSError:
                ended += 1
        self.assertGreaterEqual(ended, 150)
        self.assertEqual(self.server.client(address="127.0.5.2").get("/gezond").status, 200)


if __name__ == "__main__":
    unittest.main()
