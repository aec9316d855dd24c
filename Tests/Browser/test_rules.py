"""A rule changes between submission and decision: what was submitted is judged by the rules of that day."""

from __future__ import annotations

import shutil
import tempfile
import unittest
from pathlib import Path

from chrome import Browser
from steps import agree
from world import QUICK_TESTS, ROOT, Server

CHECK = "ST0.2"
RULE = "rule: contact verzekeraar.gehad and contact verzekeraar.datum <= ingediend op"
PASSES = "Er was contact op"
FAILS = "Er was geen contact voor het indienen"


class OwnRules(Server):
    """The site of the demonstration on rules of its own, which a test may change."""

    def __init__(self) -> None:
        self.rules = Path(tempfile.mkdtemp(prefix="toetssteen-regels-"))
        shutil.copytree(ROOT / "rulesets", self.rules, dirs_exist_ok=True)
        super().__init__(demo=True)

    @property
    def command(self) -> list[str]:
        return [*super().command, "--rulesets", str(self.rules)]

    def stop(self) -> None:
        super().stop()
        shutil.rmtree(self.rules, ignore_errors=True)

    def turn_the_rule_around(self) -> None:
        """Contact has to come after the submission from now on, which nobody who submitted before knew."""
        file = self.rules / "iza/snelle-toets/st0-contact.yaml"
        text = file.read_text()
        assert text.count(RULE) == 2, "de regel staat er anders"
        file.write_text(text.replace(RULE, RULE.replace("<=", ">")))


class RuleChangeTests(unittest.TestCase):
    def setUp(self) -> None:
        self.server = OwnRules()
        self.addCleanup(self.server.stop)
        self.server.start()
        self.browser = Browser(self.server)
        self.addCleanup(self.browser.quit)

    def begin(self) -> str:
        """A quick test of the example, by its owner; the path of its page."""
        browser = self.browser
        browser.open("/")
        browser.press("Begin: Snelle toets IZA")
        plan = browser.path
        browser.attach("bestand-plan", QUICK_TESTS / "hart-voor-elkaar.yaml")
        browser.press("Bestand inlezen")
        self.assertEqual(browser.path.partition("?")[0], plan)
        return plan

    def test_what_was_submitted_keeps_its_rules(self) -> None:
        browser = self.browser
        browser.sign_in("indiener")
        plan = self.begin()
        browser.press("Indienen")
        browser.pick("keuze", "Noord- en Midden-Limburg")
        browser.choose("akkoord")
        browser.press("Indienen")
        self.assertIn("Uw kenmerk", browser.text)

        self.server.turn_the_rule_around()
        self.server.restart()

        # A reviewer of what was submitted sees the rule of that day.
        browser.sign_in("vgz")
        browser.open(f"{plan}/beoordelen/{CHECK}")
        self.assertIn(PASSES, browser.text)
        self.assertNotIn(FAILS, browser.text)

        # Who begins now is held to the rule of now.
        browser.sign_in("indiener")
        new = self.begin()
        browser.open(f"{new}/beoordeling")
        self.assertIn(FAILS, browser.text)

        # And the decision is by the rule of that day too.
        first, second = self.server.client("vgz", "127.0.0.3"), self.server.client("cz", "127.0.0.4")
        agree(first, second, plan, ["Het voldoet aan de regels van toen."])
        browser.open(f"{plan}/beoordeling")
        browser.run("for (const part of document.querySelectorAll('details')) part.open = true")
        self.assertIn(PASSES, browser.text)
        self.assertNotIn(FAILS, browser.text)
        browser.open(f"{plan}/brief")
        self.assertIn("goedgekeurd", browser.text)
        self.assertNotIn(FAILS, browser.text)
        self.server.verify_log()


if __name__ == "__main__":
    unittest.main()
