"""A page that is opened and saved untouched changes not one byte of the plan, with a script and without."""

from __future__ import annotations

import os
import unittest
from urllib.parse import urlsplit

from chrome import Browser
from world import PLANS, QUICK_TESTS, Client, Server, say

server: Server

# All of them take a quarter of an hour; the first is in every run.
FILES = [
    ("iza/snelle-toets", QUICK_TESTS / "valpreventie-dalzicht.yaml"),
    ("iza/plan", PLANS / "zelfredzaamheid-begin.yaml"),
    ("iza/plan", PLANS / "mooi-maasvallei.yaml"),
][: int(os.environ.get("UNTOUCHED_PLANS", "1"))]


def setUpModule() -> None:
    global server
    server = Server(demo=True).start()


def tearDownModule() -> None:
    server.stop()


class UntouchedTests(unittest.TestCase):
    def test_with_a_script(self) -> None:
        self.save_all(scripts=True)

    def test_without_a_script(self) -> None:
        self.save_all(scripts=False)

    def save_all(self, scripts: bool) -> None:
        browser = Browser(server, scripts=scripts)
        try:
            for number, (rules, file) in enumerate(FILES):
                client = server.client(address=f"127.0.{8 if scripts else 9}.{number + 1}")
                plan = client.begin(rules)
                reply = client.upload(client.read(plan).form("/bestand"), file.name, file.read_bytes())
                self.assertEqual(reply.status in (200, 303), True, reply.page.text[:300])
                browser.become(client)
                self.save_pages(browser, client, plan, file.name)
        finally:
            browser.quit()

    def save_pages(self, browser: Browser, client: Client, plan: str, name: str) -> None:
        before = client.get(f"{plan}/plan.yaml").body
        log = client.get(f"{plan}/logboek").text.count("<tr>")
        pages = self.pages(client, plan)
        for path in pages:
            browser.open(path)
            browser.press("Bewaren")
            self.assertEqual(browser.faults(), [], f"{name}: {path}")
            self.assertIn("Bewaard.", browser.text, path)
        self.assertEqual(client.get(f"{plan}/plan.yaml").body, before, name)
        self.assertEqual(client.get(f"{plan}/logboek").text.count("<tr>"), log, "er is iets bewaard")
        say(f"{name}: {len(pages)} bladzijden, {len(before)} bytes")

    def pages(self, client: Client, plan: str) -> list[str]:
        """Every topic, and every item on it, with all their questions."""
        found: list[str] = []
        number = 1
        while client.get(f"{plan}/vragen/{number}").status == 200:
            found.append(f"{plan}/vragen/{number}")
            number += 1
        for path in found:
            for href, _ in client.read(path).links:
                link = urlsplit(href)
                is_item = link.path.startswith(f"{plan}/vragen/") and link.query.startswith("bij=")
                if is_item and href not in found:
                    found.append(href)
        return [path + ("&" if "?" in path else "?") + "alle=1" for path in found]


if __name__ == "__main__":
    unittest.main()
