"""Handing in, from an account to the receipt, on a day on which the desk is open and on one on which it is not;
with a mail server that receives what the site sends."""

from __future__ import annotations

import re
import unittest

from chrome import Browser
from post import PostOffice, link, text
from steps import take
from world import QUICK_TESTS, Server, can_move_clock, wait_until

WHO = "petra@voorbeeld.nl"
PASSWORD = "een heel lang wachtwoord"


@unittest.skipUnless(can_move_clock(), "zonder faketime kan de klok niet verzet worden")
class HandingIn(unittest.TestCase):
    longMessage = True

    def begin(self, day: str) -> None:
        self.post = PostOffice()
        self.addCleanup(self.post.stop)
        self.server = Server(demo=True, options=self.post.options)
        self.addCleanup(self.server.stop)
        self.server.start_on(day)
        self.browser = Browser(self.server)
        self.addCleanup(self.browser.quit)

    def assert_narrow(self) -> None:
        self.browser.resize(320)
        self.assertFalse(self.browser.is_sideways(), f"{self.browser.path} schuift opzij op 320 px")
        self.browser.shoot(f"indienen-{self.browser.heading}-320", 320)
        self.browser.resize(1_000)

    def test_while_the_desk_is_open(self) -> None:
        self.begin("2024-10-01")
        browser = self.browser
        browser.open("/")
        self.assertIn("Als u vandaag indient (1 oktober 2024)", browser.text)
        self.assertIn("✓ Het loket is open", browser.text)
        self.assertNotIn("Voldoet niet", browser.text)
        self.assert_narrow()
        plan = self.refuse_an_empty_one()
        self.make_an_account()
        self.fill_in(plan)
        browser.press("Indienen")
        self.assertNotIn("staan hier niet in", browser.text)
        self.assertNotIn("Het loket is open", browser.text, "wat in orde is, staat hier niet")
        self.hand_in(plan, r"ST-2024-\d{5}", "29 oktober 2024")
        self.ask_for_more_and_decide(plan)
        self.forget_the_password()
        self.server.verify_log()

    def test_while_the_desk_is_closed(self) -> None:
        self.begin("2026-11-29")
        browser = self.browser
        browser.open("/")
        self.assertIn("Als u vandaag indient (29 november 2026)", browser.text)
        self.assertIn("Voldoet niet: Het loket is open", browser.text)
        self.assertIn("dicht sinds 1 juli 2025", browser.text)
        self.assertIn("De regels van die dag staan hier niet in", browser.text)
        self.assert_narrow()
        plan = self.refuse_an_empty_one()
        self.make_an_account()
        self.fill_in(plan)
        self.assertIn("staan hier niet in", browser.text)
        browser.press("Indienen")
        failing = browser.element("section[aria-labelledby=voldoet-niet]").text
        self.assertIn("Het loket is open", failing)
        self.assertIn("Ingediend op 29 november 2026", failing)
        self.assertIn("staan hier niet in", browser.text)
        self.hand_in(plan, r"ST-2026-\d{5}", "27 december 2026")
        self.assertIn("staan hier niet in", browser.text)
        self.server.verify_log()

    def refuse_an_empty_one(self) -> str:
        browser = self.browser
        browser.press("Begin: Snelle toets IZA")
        plan = browser.path
        browser.press("Indienen")
        obstacles = browser.element("section[aria-labelledby=eerst]")
        for word in ("alleen met een account", "Titel", "Contactpersoon", "Regio"):
            self.assertIn(word, obstacles.text)
        self.assertEqual(browser.elements("#akkoord"), [], "er is niets om te bevestigen")
        self.assert_narrow()
        # Nor by a form of one's own.
        client = self.server.client(address="127.0.0.2")
        client.cookies = browser.cookies()
        fields = [*client.read(plan).form("/bestand").fields, ("keuze", "5530"), ("akkoord", "ja")]
        reply = client.post(f"{plan}/stap/submit", fields)
        self.assertEqual(reply.status, 409, reply.page.text[:300])
        inbox = self.server.client("vgz", "127.0.0.3").read("/werk")
        self.assertNotIn(f"{plan}/beoordelen", [href for href, _ in inbox.links])
        # What is missing is a link to its question.
        browser.element("section[aria-labelledby=eerst] a[href$='#v-contactpersoon']").click()
        self.assertTrue(browser.path.endswith("#v-contactpersoon"), browser.path)
        self.assertTrue(browser.element("#v-contactpersoon").is_displayed())
        return plan

    def make_an_account(self) -> None:
        browser = self.browser
        browser.open("/account")
        browser.fill("naam", "Petra Proef")
        browser.fill("organisatie", "Proefzorg")
        browser.fill("email", WHO)
        browser.fill("wachtwoord", PASSWORD)
        browser.press("Account maken")
        self.assertEqual(browser.heading, "Kijk in uw e-mail")
        self.assert_narrow()
        letter = self.post.wait_for(WHO, 1)
        self.assertEqual(letter["subject"], "Maak uw account af")
        self.assertEqual(letter["from"], f"Toetssteen <{PostOffice.SENDER}>")
        self.assertEqual(letter["auto-submitted"], "auto-generated")
        browser.open(link(letter))
        browser.fill("wachtwoord", PASSWORD)
        browser.press("Account afmaken")
        self.assertIn("Uw account is klaar.", browser.text)

    def fill_in(self, plan: str) -> None:
        browser = self.browser
        browser.open(plan)
        browser.press("Bij mijn account bewaren")
        browser.press("Doorgaan")
        browser.attach("bestand-plan", QUICK_TESTS / "nachtzorg-op-afstand.yaml")
        browser.press("Bestand inlezen")
        self.assertIn("14 oktober 2024 als dag van indienen", browser.text)
        self.assertIn("niet overgenomen", browser.text)

    def hand_in(self, plan: str, reference: str, due: str) -> None:
        browser = self.browser
        opened = browser.element("section[aria-labelledby=open]")
        self.assertGreater(len(opened.find_elements("tag name", "a")), 2)
        browser.pick("keuze", "Noord- en Midden-Limburg")
        self.assert_narrow()
        browser.press("Indienen")
        self.assertEqual([target for _, target in browser.faults()], ["akkoord"])
        browser.choose("akkoord")
        browser.press("Indienen")
        self.assertEqual(browser.path, f"{plan}/ontvangst")
        found = re.search(reference, browser.text)
        assert found is not None, browser.text[:600]
        reference = found.group()
        for word in (due, "Nachtzorg op afstand", "Coöperatie VGZ", "per e-mail"):
            self.assertIn(word, browser.text)
        self.assert_narrow()
        client = self.server.client(address="127.0.0.4")
        client.cookies = browser.cookies()
        file = client.get(f"{plan}/ontvangst.txt")
        self.assertEqual(file.status, 200)
        self.assertIn(f"{reference}.txt", file.headers["content-disposition"])
        self.assertIn(due, file.text)
        letter = self.post.wait_for(WHO, 2)
        self.assertEqual(letter["subject"], f"Ontvangen: {reference}")
        self.assertIn(due, text(letter))
        self.assertNotIn("Nachtzorg", letter.as_string(), "van het plan gaat niets per e-mail")
        self.reference = reference

    def ask_for_more_and_decide(self, plan: str) -> None:
        """While the mail server is away nothing is lost."""
        first = self.server.client("vgz", "127.0.0.5")
        second = self.server.client("cz", "127.0.0.6")
        take(first, plan, "start")
        self.post.is_closed = True
        take(second, plan, "askMore", reden="Noem de nulwaarde.")
        wait_until(lambda: self.post.refused > 0, "een poging die mislukt")
        self.post.is_closed = False
        # The next try is a minute later.
        letter = self.post.wait_for(WHO, 3)
        self.assertEqual(letter["subject"], f"Extra informatie nodig: {self.reference}")
        self.assertNotIn("nulwaarde", letter.as_string())
        self.assertTrue(link(letter).endswith(plan))
        applicant = self.server.client(address="127.0.0.7")
        applicant.cookies = self.browser.cookies()
        take(applicant, plan, "supply", akkoord="ja")
        self.post.wait_for(WHO, 4)
        take(first, plan, "propose", keuze="discontinue", reden="Het gaat niet door.")
        take(second, plan, "confirm")
        letter = self.post.wait_for(WHO, 5)
        self.assertEqual(letter["subject"], f"Besluit over {self.reference}")
        self.assertNotIn("gaat niet door", letter.as_string())

    def forget_the_password(self) -> None:
        browser = self.browser
        browser.forget()
        browser.open("/inloggen")
        browser.press("Wachtwoord vergeten?")
        browser.fill("email", WHO)
        browser.press("Bericht sturen")
        self.assertEqual(browser.heading, "Kijk in uw e-mail")
        letter = self.post.wait_for(WHO, 6)
        browser.open(link(letter))
        browser.fill("wachtwoord", "een heel ander wachtwoord")
        browser.press("Bewaren")
        self.assertEqual(browser.heading, "Uw wachtwoord is veranderd")
        browser.press("Inloggen")
        browser.fill("email", WHO)
        browser.fill("wachtwoord", "een heel ander wachtwoord")
        browser.press("Inloggen")
        self.assertEqual(browser.path, "/plannen")
        browser.open(link(letter))
        browser.fill("wachtwoord", "nog eens een ander")
        browser.press("Bewaren")
        self.assertEqual(browser.heading, "Deze link werkt niet (meer)")


if __name__ == "__main__":
    unittest.main()
