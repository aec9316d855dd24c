"""What people come to do, from the first page to the decision, in a real browser."""

from __future__ import annotations

import re
import unittest

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from chrome import ENTER, SPACE, TAB, Browser
from steps import judge, unjudged, unmet
from world import PLANS, QUICK_TESTS, Client, Server, can_move_clock, say, wait_until

server: Server
browser: Browser


def setUpModule() -> None:
    global server, browser
    server = Server(demo=True).start()
    browser = Browser(server)


def tearDownModule() -> None:
    browser.quit()
    server.stop()


class Journey(unittest.TestCase):
    """A test by somebody who was never here before."""

    longMessage = True

    def setUp(self) -> None:
        browser.resize(1_000)
        browser.forget()

    def assert_fault(self, identity: str, typed: str) -> None:
        """The page names a fault, its link leads to the field, and the field keeps what was typed."""
        targets = [target for _, target in browser.faults()]
        self.assertIn(identity, targets, f"geen link naar het veld: {browser.faults()}")
        self.assertEqual(browser.value(identity), typed, "het getypte is weg")
        field = browser.element(f"#{identity}")
        self.assertEqual(field.get_attribute("aria-invalid"), "true")
        note = (field.get_attribute("aria-describedby") or "").split()
        self.assertIn(f"{identity}-fout", note, "de fout hoort niet bij het veld")
        browser.element(f".faults a[href='#{identity}']").click()
        self.assertEqual(
            browser.driver.switch_to.active_element.get_attribute("id"), identity,
            "de link in de lijst met fouten brengt de focus niet naar het veld",
        )

    def assert_narrow(self) -> None:
        """At the width of a small telephone the page does not scroll sideways."""
        browser.resize(320)
        self.assertFalse(browser.is_sideways(), f"{browser.path} schuift opzij op 320 px")
        browser.shoot(f"reis-{browser.heading}-320", 320)
        browser.resize(1_000)


class ApplicantTests(Journey):
    def test_an_applicant_without_account_from_start_to_submission(self) -> None:
        browser.open("/")
        self.assert_narrow()
        browser.press("Begin: Snelle toets IZA")
        plan = browser.path
        self.assertRegex(plan, r"^/plan/\w+$")
        link = browser.element("code.break").text
        self.answer_with_mistakes(plan)
        self.leave_and_come_back(plan, link)
        self.upload(plan)
        self.check_answers(plan)
        self.make_an_account()
        self.take_over(plan, link)
        self.submit(plan)

    def answer_with_mistakes(self, plan: str) -> None:
        browser.press("Over het voorstel")
        browser.fill("v-titel", "Samen sneller thuis")
        browser.fill("v-contact-verzekeraar-datum", "31-31-2024")
        browser.press("Bewaren en verder")
        self.assertEqual(browser.path, f"{plan}/vragen/1", "met een fout gaat het niet verder")
        self.assertTrue(browser.driver.title.startswith("Fout: "), browser.driver.title)
        self.assert_fault("v-contact-verzekeraar-datum", "31-31-2024")
        self.assertEqual(browser.value("v-titel"), "Samen sneller thuis")
        self.assert_narrow()
        browser.fill("v-contact-verzekeraar-datum", "1-10-2024")
        browser.press("Bewaren en verder")
        self.assertEqual(browser.path, f"{plan}/vragen/2")
        browser.open(f"{plan}/vragen/3")
        browser.fill("v-lange-termijn-jaar", "over tien jaar")
        browser.press("Bewaren")
        self.assert_fault("v-lange-termijn-jaar", "over tien jaar")

    def leave_and_come_back(self, plan: str, link: str) -> None:
        browser.forget()
        browser.open(plan)
        self.assertEqual(browser.heading, "Deze pagina is er niet", "zonder link is het plan er niet")
        browser.open(link)
        self.assertEqual(browser.path, plan)
        self.assertEqual(browser.heading, "Samen sneller thuis")
        browser.press("Waarom dit nodig is")
        self.assert_fault("v-lange-termijn-jaar", "over tien jaar")
        browser.fill("v-lange-termijn-jaar", "2032")
        browser.press("Bewaren")
        self.assertEqual(browser.faults(), [])

    def upload(self, plan: str) -> None:
        browser.open(plan)
        browser.attach("bestand-plan", QUICK_TESTS / "positief-gezond-almere.yaml")
        browser.press("Bestand inlezen")
        self.assertEqual(browser.heading, "Positief Gezond Almere")
        attachments = browser.element("section[aria-labelledby=bijlagen]").text
        self.assertIn("antwoorden tot revisie", attachments, "de oude antwoorden zijn weg")

    def check_answers(self, plan: str) -> None:
        browser.press("Alle antwoorden bekijken")
        self.assertIn("Positief Gezond Almere", browser.text)
        self.assert_narrow()
        browser.element("a[aria-label^='Wijzigen: ']").click()
        self.assertIn("/vragen/1#v-titel", browser.path)
        browser.open(plan)
        browser.press("De beoordeling met redenen")
        self.assertTrue(browser.has("Uitslag") or browser.has("Uitkomst"), browser.text[:400])
        self.assert_narrow()

    def make_an_account(self) -> None:
        browser.open("/account")
        browser.fill("naam", "Petra Proef")
        browser.fill("email", "geen adres")
        browser.fill("wachtwoord", "kort")
        browser.press("Account maken")
        targets = {target for _, target in browser.faults()}
        self.assertEqual(targets, {"organisatie", "email", "wachtwoord"})
        self.assertEqual(browser.value("naam"), "Petra Proef")
        self.assertEqual(browser.value("email"), "geen adres")
        browser.fill("organisatie", "Proefzorg")
        browser.fill("email", "petra@voorbeeld.nl")
        browser.fill("wachtwoord", "een heel lang wachtwoord")
        browser.press("Account maken")
        self.assertEqual(browser.heading, "Kijk in uw e-mail")
        self.finish_the_account()
        browser.press("Uitloggen", within="header")
        browser.open("/inloggen")
        browser.fill("email", "petra@voorbeeld.nl")
        browser.fill("wachtwoord", "een ander wachtwoord")
        browser.press("Inloggen")
        self.assertEqual(browser.value("email"), "petra@voorbeeld.nl")
        self.assertEqual(len(browser.faults()), 1)
        browser.fill("wachtwoord", "een heel lang wachtwoord")
        browser.press("Inloggen")
        self.assertEqual(browser.path, "/plannen")

    def take_over(self, plan: str, link: str) -> None:
        browser.open(plan)
        browser.press("Bij mijn account bewaren")
        browser.press("Doorgaan")
        self.assertEqual(browser.path, plan)
        self.assertIn("Proefzorg", browser.text)
        browser.open("/plannen")
        self.assertIn("Positief Gezond Almere", browser.text)
        self.assertEqual(server.client().get(link.removeprefix(server.address)).status, 404)

    def finish_the_account(self) -> None:
        """The demonstration shows the message that it would send, once it would be sent."""
        browser.press("De berichten bekijken")
        link = "article a[href^='/bevestigen/']"
        wait_until(
            lambda: browser.elements(link) or browser.open(browser.path),
            "een bericht met een koppeling",
        )
        browser.element(link).click()
        browser.fill("wachtwoord", "een heel ander wachtwoord")
        browser.press("Account afmaken")
        self.assertEqual(len(browser.faults()), 1)
        self.assert_narrow()
        browser.fill("wachtwoord", "een heel lang wachtwoord")
        browser.press("Account afmaken")
        self.assertIn("Uw account is klaar.", browser.text)

    def submit(self, plan: str) -> None:
        browser.open(plan)
        browser.press("Indienen")
        browser.pick("keuze", "Noord- en Midden-Limburg")
        self.assert_narrow()
        browser.press("Indienen")
        self.assertEqual([target for _, target in browser.faults()], ["akkoord"])
        browser.choose("akkoord")
        browser.press("Indienen")
        self.assertEqual(browser.path, f"{plan}/ontvangst")
        self.assertRegex(browser.text, r"Uw kenmerk ST-\d{4}-\d{5}")
        self.assertIn("Coöperatie VGZ, CZ", browser.text)
        self.assert_narrow()
        browser.press("Naar het plan")
        self.assertIn("Het is ingediend", browser.text)
        browser.open(f"{plan}/vragen/1")
        self.assertEqual(browser.heading, "Deze pagina is er niet", "wat is ingediend, ligt vast")

    def test_a_plan_needs_an_approved_quick_test_first(self) -> None:
        browser.open("/")
        browser.press("Begin: Transformatieplan IZA")
        browser.press("Indienen")
        self.assertIn("als de snelle toets is goedgekeurd", browser.text)
        browser.press("Naar de snelle toets")
        self.assertEqual(browser.path, "/")


class ReviewTests(Journey):
    """A plan from its submission to the decision, by everybody who has a part in it."""

    def test_two_market_leaders_decide(self) -> None:
        self.owner = server.client("indiener", "127.0.0.2")
        self.first = server.client("vgz", "127.0.0.3")
        self.second = server.client("cz", "127.0.0.4")
        self.other = server.client("menzis", "127.0.0.5")
        plan = self.work_out_a_plan()
        self.start_and_judge(plan)
        self.ask_and_supply(plan)
        self.hand_in_both(plan)
        self.settle_what_differs(plan)
        self.come_to_an_intended_decision(plan)
        self.another_insurer_asks(plan)
        if can_move_clock():
            self.decide_after_two_weeks(plan)
        else:
            say("faketime is er niet: de reis stopt bij het voorgenomen besluit")

    def work_out_a_plan(self) -> str:
        browser.become(self.owner)
        browser.open("/plannen")
        browser.press("Polikliniek van de Toekomst")
        browser.press("Het plan uitwerken")
        browser.press("Doorgaan")
        plan = browser.path
        browser.attach("bestand-plan", PLANS / "mooi-maasvallei.yaml")
        browser.press("Bestand inlezen")
        browser.press("Indienen")
        browser.choose("akkoord")
        browser.press("Indienen")
        self.assertRegex(browser.text, r"Uw kenmerk TP-\d{4}-\d{5}")
        return plan

    def start_and_judge(self, plan: str) -> None:
        # Who is not first contact can't start.
        self.assertEqual(self.second.get(f"{plan}/stap/start").status, 404)
        self.assertEqual(self.other.get(f"{plan}/beoordelen").status, 404, "nog niets voor anderen")
        browser.become(self.first)
        browser.open("/werk")
        self.assertIn("Mooi Maasvallei", browser.text)
        browser.open(plan)
        self.assertEqual(browser.path, f"{plan}/beoordelen")
        browser.press("Beoordeling starten")
        browser.press("Beoordeling starten")
        self.assertIn("Twee zorgverzekeraars beoordelen het", browser.text)
        self.assert_checks_agree(plan)
        self.check = unjudged(self.first, plan)[0]
        browser.open(f"{plan}/beoordelen/{self.check}")
        browser.fill("reden", "Het staat niet in het plan.")
        browser.press("Bewaren")
        self.assertIn("oordeel-keuze", [target for _, target in browser.faults()])
        self.assertEqual(browser.value("reden"), "Het staat niet in het plan.")
        self.assert_narrow()
        browser.choose("oordeel-nee")
        browser.press("Bewaren")
        self.assertIn(f"Bewaard: {self.check} voldoet niet.", browser.text)
        browser.open(f"{plan}/beoordelen?toon=gegeven")
        self.assertIn("u: voldoet niet", browser.text)
        self.assertNotIn("voldoet niet in het plan", self.second.read(f"{plan}/beoordelen").text)
        self.assertNotIn(
            "Het staat niet in het plan",
            self.second.read(f"{plan}/beoordelen/{self.check}").text,
            "een concept-oordeel is voor de ander verborgen",
        )

    def assert_checks_agree(self, plan: str) -> None:
        """The page of a check is about that check: it says what the list says."""
        browser.open(f"{plan}/beoordelen?toon=alle")
        rows = [
            (row.find_element(By.TAG_NAME, "a").text, row.find_element(By.CLASS_NAME, "sign").text)
            for row in browser.elements("section[aria-labelledby=controles] .lines li")
        ]
        self.assertGreater(len({sign for _, sign in rows}), 2, f"te weinig verschil: {rows[:9]}")
        for name, sign in rows[:40]:
            check = name.partition(" ")[0]
            text = self.first.read(f"{plan}/beoordelen/{check}").text
            self.assertIn(f"{name} Wat de regels zeggen {sign}", text)

    def ask_and_supply(self, plan: str) -> None:
        browser.become(self.second)
        browser.open(f"{plan}/beoordelen")
        browser.press("Extra informatie vragen")
        browser.press("Extra informatie vragen")
        self.assertEqual(browser.faults()[0][1], "reden", "zonder woorden gaat het niet")
        browser.fill("reden", "Noem de nulwaarde.\nEn de bron.")
        browser.press("Extra informatie vragen")
        browser.become(self.owner)
        browser.open(plan)
        points = browser.element("section[aria-labelledby=punten]").text
        self.assertIn("Noem de nulwaarde.", points)
        self.assertIn("de tijd staat stil", browser.text)
        browser.press(self.topic_of_the_title())
        browser.fill("v-titel", "Mooi Maasvallei, aangevuld")
        browser.press("Bewaren")
        browser.open(plan)
        browser.press("Aanvulling indienen")
        browser.choose("akkoord")
        browser.press("Aanvulling indienen")
        browser.press("Naar het plan")
        self.assertIn("2", browser.element("dl.facts").text.split("Ingediende versie")[-1])
        self.assertNotIn(
            "u: voldoet niet", self.first.read(f"{plan}/beoordelen?toon=alle").text,
            "wat van de vorige versie werd gezegd, geldt niet voor deze",
        )

    def topic_of_the_title(self) -> str:
        return browser.element("ol.topics a").text

    def hand_in_both(self, plan: str) -> None:
        for client, words in ((self.first, "Reden van VGZ"), (self.second, "Reden van CZ")):
            for check in unjudged(client, plan):
                judge(client, plan, check, words)
                self.judged = check
        browser.become(self.first)
        self.hand_in(plan, "Wij zijn akkoord, zegt VGZ.")
        browser.become(self.second)
        browser.open(f"{plan}/beoordelen")
        self.assertIn("De andere marktleider heeft al ingeleverd", browser.text)
        self.assertNotIn("zegt VGZ", browser.text, "het oordeel van de ander is nog verborgen")
        self.hand_in(plan, "Wij ook, zegt CZ.")
        for client in (self.first, self.second):
            text = client.read(f"{plan}/beoordelen").text
            self.assertIn("zegt VGZ", text)
            self.assertIn("zegt CZ", text)
        self.assertNotIn("zegt VGZ", self.owner.read(plan).text)

    def hand_in(self, plan: str, words: str) -> None:
        browser.open(f"{plan}/beoordelen")
        browser.press("Oordeel inleveren")
        browser.fill("reden", words)
        browser.press("Oordeel inleveren")
        self.assertEqual(browser.faults()[0][1], "keuze", "een oordeel is nooit vooraf gekozen")
        self.assertEqual(browser.value("reden"), words)
        browser.pick("keuze", "akkoord")
        browser.press("Oordeel inleveren")
        self.assertIn(words, browser.text)

    def settle_what_differs(self, plan: str) -> None:
        """A decision can't say otherwise than what both say of the conditions."""
        self.assertEqual(unmet(self.first, plan), [], "beide vinden dat alles voldoet")
        judge(self.first, plan, self.judged, "Toch niet, zegt VGZ", holds=False)
        browser.become(self.first)
        browser.open(f"{plan}/stap/propose")
        self.assertIn("Wat nu niet kan", browser.text)
        self.assertIn(f"oordelen nog verschillend over {self.judged};", browser.text)
        self.assertEqual(browser.options("keuze"), ["Maak een keuze", "geen vervolg"])
        judge(self.second, plan, self.judged, "Nee, zegt CZ ook", holds=False)
        browser.open(f"{plan}/stap/propose")
        self.assertIn(f"voldoet {self.judged} niet", browser.text)
        self.assertNotIn("akkoord", browser.options("keuze"))
        self.assertIn("voorlopig afgekeurd", browser.options("keuze"))
        self.assert_narrow()
        for client in (self.second, self.first):
            judge(client, plan, self.judged, "Na overleg: toch wel")
        browser.open(f"{plan}/stap/propose")
        self.assertEqual(
            browser.options("keuze"), ["Maak een keuze", "akkoord", "geen vervolg"],
            "wat voldoet, kan niet worden afgekeurd")

    def propose(self, plan: str, client: Client) -> None:
        browser.become(client)
        browser.open(f"{plan}/beoordelen")
        browser.press("Conclusie voorstellen")
        browser.pick("keuze", "akkoord")
        browser.fill("reden", "Beide zijn akkoord.")
        browser.fill("toepassing", "Er zijn geen andere bekend.")
        browser.press("Conclusie voorstellen")

    def confirm(self, plan: str, client: Client) -> None:
        browser.become(client)
        browser.open(f"{plan}/beoordelen")
        browser.press("Conclusie bevestigen")
        self.assertIn("Er zijn geen andere bekend.", browser.text)
        browser.fill("toepassing", "Zo lezen wij het ook.")
        browser.press("Conclusie bevestigen")

    def come_to_an_intended_decision(self, plan: str) -> None:
        self.propose(plan, self.first)
        self.assertIn("Voorgestelde conclusie", browser.text)
        self.assertNotIn("Conclusie bevestigen", browser.text, "niet wie haar zelf voorstelde")
        self.confirm(plan, self.second)
        self.assertIn("De andere zorgverzekeraars mogen twee weken lang vragen stellen", browser.text)
        self.assertNotIn("Mooi Maasvallei, aangevuld", server.client().read("/register").text)

    def another_insurer_asks(self, plan: str) -> None:
        browser.become(self.other)
        browser.open("/werk")
        browser.press("Mooi Maasvallei, aangevuld")
        browser.press("Vraag stellen")
        browser.fill("reden", "Geldt dit ook voor onze verzekerden?")
        browser.press("Vraag stellen")
        self.assertIn("Geldt dit ook voor onze verzekerden?", browser.text)
        self.assertNotIn("zegt VGZ", browser.text, "een ander beslist niet mee")
        browser.become(self.first)
        browser.open(f"{plan}/stap/propose")
        self.assertIn("mogen nog vragen stellen tot en met", browser.text)
        self.assertEqual(browser.options("keuze"), ["Maak een keuze", "geen vervolg"])
        browser.open(f"{plan}/beoordelen")
        self.assertIn("Geldt dit ook voor onze verzekerden?", browser.text)

    def decide_after_two_weeks(self, plan: str) -> None:
        server.restart(days=15)
        self.owner = server.client("indiener", "127.0.0.2")
        self.first = server.client("vgz", "127.0.0.3")
        self.second = server.client("cz", "127.0.0.4")
        self.propose(plan, self.second)
        self.confirm(plan, self.first)
        self.assertIn("Het plan is goedgekeurd.", browser.text)
        browser.become(self.owner)
        browser.open(plan)
        browser.press("De brief met het besluit")
        self.assertEqual(browser.heading, "Besluit: goedgekeurd")
        self.assertIn("'Mooi Maasvallei, aangevuld' goedgekeurd", browser.text)
        self.assertNotIn("voldoet niet", browser.text)
        self.assert_narrow()
        browser.forget()
        browser.open("/register")
        browser.press("Mooi Maasvallei, aangevuld")
        self.assertIn("goedgekeurd door de twee", browser.text)
        self.assertNotIn("zegt VGZ", browser.text)
        server.verify_log()


class KeyboardTests(Journey):
    def test_a_start_by_keyboard_alone(self) -> None:
        browser.open("/")
        browser.keys(TAB)
        self.assertEqual(browser.driver.switch_to.active_element.text, "Naar de inhoud")
        self.tab_to("Begin: Snelle toets IZA")
        browser.leave(lambda: browser.keys(SPACE), "spatie op de knop")
        plan = browser.path
        self.tab_to("Over het voorstel")
        browser.leave(lambda: browser.keys(ENTER), "enter op de link")
        self.tab_to_field("v-titel")
        browser.keys("Toetsenbordplan")
        self.tab_to_field("v-contact-verzekeraar-datum")
        browser.keys("gisteren")
        browser.leave(lambda: browser.keys(ENTER), "enter in een veld")
        self.assertIn("faults", browser.driver.switch_to.active_element.get_attribute("class") or "",
                      "met een fout begint men bij de lijst met fouten")
        browser.keys(TAB)
        self.assert_focus_shows()
        browser.keys(ENTER)
        self.assertEqual(
            browser.driver.switch_to.active_element.get_attribute("id"), "v-contact-verzekeraar-datum")
        browser.keys(Keys.CONTROL, "a")
        browser.keys("1-10-2024")
        self.tab_to_field("v-schaal-0")
        browser.keys(SPACE)
        browser.keys(Keys.ARROW_DOWN)
        self.tab_to("Bewaren en verder")
        browser.leave(lambda: browser.keys(ENTER), "enter op de knop")
        self.assertEqual(browser.path, f"{plan}/vragen/2")
        browser.open(f"{plan}/vragen/1")
        self.assertEqual(browser.value("v-titel"), "Toetsenbordplan")
        self.assertEqual(browser.value("v-contact-verzekeraar-datum"), "1-10-2024")
        self.assertTrue(browser.element("#v-schaal-1").is_selected())

    def test_a_reviewer_judges_by_keyboard_alone(self) -> None:
        """From the inbox to an opinion that can be handed in, without a mouse; pages that were loaded are counted."""
        reviewer = server.client("vgz")
        browser.become(reviewer)
        browser.open("/werk")
        plan = next(
            href for href, _ in reviewer.read("/werk").links
            if href.endswith("/beoordelen") and "Begin met" in reviewer.read(href).text
        )
        title = next(text for href, text in reviewer.read("/werk").links if href == plan)
        loads = 1

        def leave(*keys: str) -> None:
            nonlocal loads
            browser.leave(lambda: browser.keys(*keys), " ".join(keys))
            loads += 1

        self.tab_to(title)
        leave(ENTER)
        asked = len(re.findall("beoordelaar nodig", browser.element("#controles ~ form").text))
        self.tab_until(lambda element: element.text.startswith("Begin met"), "Begin met")
        leave(ENTER)
        browser.keys("?")
        self.assertTrue(browser.element("#toetsen").is_displayed(), "de toetsen")
        browser.keys(Keys.ESCAPE)
        here = browser.path
        leave("j")
        self.assertNotEqual(browser.path, here)
        leave("k")
        self.assertEqual(browser.path, here)
        loads -= 2
        done = 0
        while browser.elements("#oordeel-ja"):
            browser.keys("1")
            if done == 3:
                browser.keys("2", "r")
                browser.keys("Er staat jk12 in")
                self.assertEqual(browser.value("reden"), "Er staat jk12 in", "in een veld zijn het letters")
            leave(Keys.CONTROL, ENTER)
            done += 1
            self.assertLess(done, 40)
        self.assertGreater(done, 15)
        self.assertEqual(done, asked)
        self.assertIn(f"{done} van {done} beoordeeld", browser.text)
        self.tab_to("Oordeel inleveren")
        leave(ENTER)
        self.tab_until(lambda element: element.get_attribute("name") == "keuze", "de keuze")
        browser.keys(SPACE)
        self.tab_to_field("reden")
        browser.keys("Wij zijn akkoord.")
        self.tab_to("Oordeel inleveren")
        leave(ENTER)
        self.assertIn("Wij zijn akkoord.", browser.text)
        say(f"{done} controles met het toetsenbord: {loads} pagina's")
        self.assertLessEqual(loads, 30)

    def tab_to(self, text: str) -> None:
        self.tab_until(lambda element: element.text.strip() == text, text)

    def tab_to_field(self, identity: str) -> None:
        self.tab_until(lambda element: element.get_attribute("id") == identity, identity)

    def tab_until(self, is_there: object, what: str) -> None:
        for _ in range(80):
            browser.keys(TAB)
            self.assert_focus_shows()
            if is_there(browser.driver.switch_to.active_element):  # type: ignore[operator]
                return
        self.fail(f"met Tab komt men niet bij '{what}' op {browser.path}")

    def assert_focus_shows(self) -> None:
        """What has the focus is on the screen, on top, with a ring around it."""
        seen = browser.run(
            """const e = document.activeElement, r = e.getBoundingClientRect();
            const style = getComputedStyle(e);
            return {what: e.outerHTML.slice(0, 120), body: e === document.body,
              ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
              inside: r.width > 0 && r.height > 0 && r.bottom > 0 && r.right > 0
                && r.top < innerHeight && r.left < innerWidth}"""
        )
        assert isinstance(seen, dict)
        if not seen["body"]:
            self.assertTrue(seen["ring"], f"focus is niet te zien: {seen['what']}")
            self.assertTrue(seen["inside"], f"focus is buiten beeld: {seen['what']}")


class ScriptTests(Journey):
    def test_with_scripts_an_answer_is_saved_at_once(self) -> None:
        browser.open("/")
        browser.press("Begin: Snelle toets IZA")
        browser.press("Over het voorstel")
        browser.run("document.querySelector('#stand').firstElementChild.id = 'was-stand'; return 1")
        browser.fill("v-titel", "Meteen bewaard")
        browser.fill("v-contact-verzekeraar-datum", "1-10-2024")
        browser.keys(TAB)
        wait_until(lambda: not browser.elements("#was-stand"), "de tussenstand is opnieuw gemaakt")
        self.assertEqual(browser.value("v-titel"), "Meteen bewaard")
        address = browser.path
        # Elsewhere, in another window of the same person, it is there.
        client = server.client(address="127.0.0.9")
        client.cookies = browser.cookies()
        wait_until(
            lambda: client.read(address).form("/vragen/1").values("#was")
            == [mark.get_property("value") for mark in browser.elements("input[name='#was']")],
            "het formulier weet wat er is bewaard",
        )
        form = client.read(address).form("/vragen/1")
        self.assertEqual(form.values("titel"), ["Meteen bewaard"])
        self.assertTrue(browser.element("#bewaard").text.startswith("Bewaard om"), "geen woord")
        browser.choose("v-schaal-1")
        wait_until(
            lambda: client.read(address).form("/vragen/1").values("schaal") == ["lokaal"],
            "ook een keuze wordt meteen bewaard",
        )

    def begin(self, title: str) -> str:
        """A quick test with its first page open and its title typed; gives its path."""
        browser.open("/")
        browser.press("Begin: Snelle toets IZA")
        plan = browser.path
        browser.press("Over het voorstel")
        browser.fill("v-titel", title)
        return plan

    def test_a_press_is_a_press_however_long_it_takes(self) -> None:
        """The answer to what was saved comes while the button is held down: nothing moves away from under it."""
        plan = self.begin("Rustig aan")
        browser.fill("v-contact-verzekeraar-datum", "31-31-2024")
        browser.press("Bewaren")
        self.assert_fault("v-contact-verzekeraar-datum", "31-31-2024")
        browser.run("arguments[0].value = '1-10-202'", browser.element("#v-contact-verzekeraar-datum"))
        browser.element("#v-contact-verzekeraar-datum").send_keys("4")
        answers = "return performance.getEntriesByType('resource').filter(e => e.responseEnd).length"
        before = browser.run(answers)
        button = browser.control("Bewaren en verder")
        place = browser.run("return arguments[0].getBoundingClientRect().top", button)
        ActionChains(browser.driver).click_and_hold(button).perform()
        wait_until(lambda: browser.run(answers) != before, "wat veranderde is bewaard")
        wait_until(lambda: browser.element("#bewaard").text.startswith("Bewaard om"), "dat staat er")
        self.assertEqual(browser.run("return arguments[0].getBoundingClientRect().top", button), place)
        browser.leave(ActionChains(browser.driver).release().perform, "loslaten")
        self.assertEqual(browser.path, f"{plan}/vragen/2")

    def test_a_press_without_a_connection_counts_when_it_is_back(self) -> None:
        plan = self.begin("In de trein")
        browser.connect(False)
        try:
            browser.control("Bewaren en verder").click()
            offline = browser.element("form.sheet").get_attribute("data-offline") or "?"
            wait_until(lambda: browser.element("#bewaard").text == offline, "dat er geen verbinding is")
            self.assertEqual(browser.path, f"{plan}/vragen/1")
        finally:
            browser.leave(lambda: browser.connect(True), "de verbinding is er weer")
        self.assertEqual(browser.path, f"{plan}/vragen/2")
        browser.open(f"{plan}/vragen/1")
        self.assertEqual(browser.value("v-titel"), "In de trein")

    def test_without_scripts_everything_works_by_buttons(self) -> None:
        global browser
        scripted, browser = browser, Browser(server, scripts=False)
        try:
            self.work_without_scripts()
        finally:
            browser.quit()
            browser = scripted

    def work_without_scripts(self) -> None:
        plan = self.begin("Zonder scripts")
        browser.keys(TAB)
        client = server.client(address="127.0.0.10")
        client.cookies = browser.cookies()
        self.assertEqual(
            client.read(f"{plan}/vragen/1").form("/vragen/1").values("titel"), [""],
            "zonder script bewaart alleen de knop",
        )
        browser.fill("v-contact-verzekeraar-datum", "ooit")
        browser.press("Bewaren")
        self.assert_fault("v-contact-verzekeraar-datum", "ooit")
        browser.fill("v-contact-verzekeraar-datum", "1-10-2024")
        browser.press("Bewaren en verder")
        self.assertEqual(browser.path, f"{plan}/vragen/2")
        browser.open(plan)
        self.assertEqual(browser.heading, "Zonder scripts")
        self.change_a_list(plan)
        browser.attach("bestand-plan", QUICK_TESTS / "hart-voor-elkaar.yaml")
        browser.press("Bestand inlezen")
        self.assertEqual(browser.heading, "Hart voor Elkaar")
        browser.press("English", within="header")
        self.assertIn("What you can do", browser.text)
        browser.press("Submit")
        self.assertIn("Submitting takes an account", browser.text)

    def change_a_list(self, plan: str) -> None:
        browser.open(f"{plan}/vragen/5")
        browser.press("Er zijn er geen")
        self.assertIn("U zei: er zijn er geen.", browser.text)
        browser.press("Toevoegen bij doelen")
        self.assertIn("bij=doelen", browser.path)
        field = browser.element("[data-place$='.omschrijving'] :is(textarea, input[type=text])")
        browser.fill(field.get_attribute("id") or "", "Minder wachten")
        browser.press("Bewaren en verder")
        self.assertEqual(browser.path, f"{plan}/vragen/5")
        item = browser.driver.find_element(By.CSS_SELECTOR, ".item a").text
        self.assertIn("Minder wachten", item)
        browser.press("Verwijderen")
        self.assertNotIn("Minder wachten", browser.text)
        browser.open(plan)


if __name__ == "__main__":
    unittest.main()
