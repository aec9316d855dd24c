"""Every page that a link leads to, for everybody who may see it, by the rules of axe-core."""

from __future__ import annotations

import importlib.util
import re
import unittest
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from chrome import Browser
from world import Client, Reply, Server, say

# A visitor, and a user of every role; both kinds of reviewer.
PEOPLE = ["", "indiener", "wijk", "vgz", "menzis", "regels", "monitor", "beheer"]
# Pages of one pattern that are looked at, each built of other parts.
EACH = 4
# Pages of one pattern that are asked for to find those, for each person.
ASKED = 8
# The reports take long to make: one a track is enough.
SLOW = re.compile(r"/beoordeling$")

server: Server
browser: Browser


def setUpModule() -> None:
    global server, browser
    server = Server(demo=True).start()
    browser = Browser(server)


def tearDownModule() -> None:
    browser.quit()
    server.stop()


def axe_source() -> str:
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None and found.origin is not None, "axe-playwright-python is er niet"
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


AXE = axe_source()

RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
  (result) => done(result.violations.map((found) => ({
    rule: found.id, impact: found.impact, help: found.help,
    nodes: found.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))}))),
  (error) => done([{rule: 'axe', impact: 'fault', help: String(error), nodes: []}]));
"""


class Parts(HTMLParser):
    """Which kinds of elements the main part of a page is built of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str, str]] = set()
        self.feed(text.partition("<main")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found.add((tag, values.get("class") or "", values.get("type") or ""))


def pattern(path: str) -> str:
    """An address without what differs from one plan to another."""
    path = re.sub(r"^/(plan|register|concept)/[^/]+", r"/\1/X", urlsplit(path).path)
    path = re.sub(r"^/regels/.+", "/regels/X", path)
    path = re.sub(r"/beoordelen/[^/]+$", "/beoordelen/X", path)
    path = re.sub(r"/beoordeling/[^/]+$", "/beoordeling/X", path)
    path = re.sub(r"/vragen/\d+$", "/vragen/X", path)
    return re.sub(r"/beheer/accounts/\d+", "/beheer/accounts/X", path)


class PageTest(unittest.TestCase):
    def assert_page(self, who: str, name: str, where: str = "") -> None:
        """No violation of any impact, no message of the browser, and nothing wider than the page."""
        faults = [
            f"axe {found['impact']}: {found['rule']} ({found['help']}): {found['nodes']}"
            for found in self.axe()
        ]
        faults += [
            f"de browser: {entry['message'][:300]}" for entry in browser.driver.get_log("browser")
            # An error page has its own status, which the browser tells of.
            if "Failed to load resource: the server responded with a status" not in entry["message"]
        ]
        browser.shoot(f"{name}-{browser.run('return innerWidth')}{where}", 1_000)
        browser.resize(320)
        if browser.is_sideways():
            faults.append("schuift opzij op 320 px")
        browser.resize(1_000)
        self.assertEqual(faults, [], f"{who or 'bezoeker'} {browser.path} {where}")

    def assert_sample(self, who: str, name: str) -> None:
        """The same in the dark and on a telephone."""
        try:
            browser.prefer("dark")
            found = self.axe()
            browser.shoot(f"{name}-1000-donker", 1_000)
            browser.resize(320)
            found += self.axe()
            browser.shoot(f"{name}-320-donker", 320)
            browser.prefer("light")
            found += self.axe()
            browser.shoot(f"{name}-320", 320)
            self.assertEqual(found, [], f"{who} {browser.path} donker of smal")
        finally:
            browser.prefer("light")
            browser.resize(1_000)

    def axe(self) -> list[dict[str, object]]:
        if not browser.run("return typeof axe !== 'undefined'"):
            browser.run(AXE)
        return list(browser.driver.execute_async_script(RUN_AXE))


class CrawlTests(PageTest):
    def test_what_judges_the_pages_sees_a_bad_one(self) -> None:
        browser.driver.get("data:text/html,<img src='x:'><div style='width:2000px'>x</div>")
        self.assertIn("image-alt", [found["rule"] for found in self.axe()])
        self.assertTrue(browser.is_sideways())
        # The picture that is not there is told of in the log of the browser.
        self.assertNotEqual(browser.driver.get_log("browser"), [])

    def test_every_page_that_a_link_leads_to(self) -> None:
        self.sampled: set[str] = set()
        self.shown: dict[str, list[set[tuple[str, str, str]]]] = {}
        self.slow: set[str] = set()
        self.visited = 0
        for number, who in enumerate(PEOPLE):
            client = server.client(who, f"127.0.0.{number + 10}")
            browser.become(client)
            self.crawl(who, client)
        expected = {
            "/", "/inloggen", "/account", "/plannen", "/werk", "/register", "/register/X", "/regels", "/regels/X",
            "/stand", "/beheer", "/plan/X", "/plan/X/vragen/X", "/plan/X/antwoorden",
            "/plan/X/beoordeling", "/plan/X/beoordeling/X", "/plan/X/logboek", "/plan/X/brief",
            "/plan/X/beoordelen", "/plan/X/beoordelen/X", "/plan/X/stap/submit", "/plan/X/stap/withdraw",
            "/plan/X/stap/start", "/plan/X/stap/askMore",
            "/plan/X/stap/propose", "/plan/X/stap/inquire", "/plan/X/stap/supply",
            "/plan/X/stap/aanpassen", "/plan/X/stap/uitwerken", "/plan/X/stap/setFlag",
            "/plan/X/ontvangst", "/plan/X/dag", "/wachtwoord/vergeten", "/privacy", "/account/mijn",
            "/account/weg", "/account/sleutels", "/wachtwoord", "/plan/X/weg",
        }
        self.assertEqual(expected - self.sampled, set(), "hier leidt geen link naartoe")
        say(f"{self.visited} pagina's bekeken, van {len(self.sampled)} soorten")

    def crawl(self, who: str, client: Client) -> None:
        asked: Counter[str] = Counter()
        todo, known = ["/"], {"/"}
        while todo:
            path = todo.pop(0)
            kind = pattern(path)
            asked[kind] += 1
            if asked[kind] > ASKED or (SLOW.search(path) and not self.is_first_report(client, path)):
                continue
            reply = self.get(client, path)
            if reply is None:
                continue
            for href, _ in reply.page.links:
                href = href.partition("#")[0]
                if href.startswith("/") and href not in known and not is_elsewhere(href):
                    known.add(href)
                    todo.append(href)
            parts = Parts(reply.text).found
            seen = self.shown.setdefault(kind, [])
            # The first page of everybody has the menu of that role.
            if (parts in seen and asked.total() > 2) or len(seen) >= EACH:
                continue
            seen.append(parts)
            self.visit(who, path, kind)

    def get(self, client: Client, path: str) -> Reply | None:
        """A page; `None` for a file, and for a link that leads elsewhere."""
        reply = client.get(path)
        if reply.status == 303:
            return None if "terug=" in reply.location else client.get(reply.location)
        self.assertEqual(reply.status, 200, f"een dode link: {path}")
        return reply if reply.headers["content-type"].startswith("text/html") else None

    def is_first_report(self, client: Client, path: str) -> bool:
        plan = client.read(path.replace("/beoordeling", "/logboek")).text
        track = "toets" if "snelle-toets" in plan else "plan"
        if track in self.slow:
            return False
        self.slow.add(track)
        return True

    def visit(self, who: str, path: str, kind: str) -> None:
        browser.open(path)
        self.visited += 1
        name = kind.replace("/", "-").strip("-") or "start"
        with self.subTest(who=who or "bezoeker", path=path):
            self.assert_page(who, f"{name}-{who or 'bezoeker'}-{self.visited}")
        if kind not in self.sampled:
            self.sampled.add(kind)
            with self.subTest(who=who or "bezoeker", path=path, how="donker en smal"):
                self.assert_sample(who, name)


def is_elsewhere(href: str) -> bool:
    """What is no page of its own: the other language, and files."""
    return "/taal/" in href or "/bijlagen/" in href or href.endswith((".yaml", ".json", ".txt", ".ics", ".csv"))


class RulesPageTests(PageTest):
    """A lawyer looks up a rule with its source, on a screen, on a telephone and on paper."""

    def setUp(self) -> None:
        browser.forget()

    def test_a_rule_and_its_source_are_three_steps_away(self) -> None:
        browser.open("/regels")
        browser.press("Beoordelingskader januari 2023, met het addendum sociaal domein")
        browser.element(".contents li:has(> a[href='#C7']) summary").click()
        browser.element(".contents a[href='#C7.1']").click()
        heading = browser.element("[id='C7.1']")
        self.assertTrue(browser.run("return arguments[0].getBoundingClientRect().top >= 0", heading))
        self.assertTrue(browser.run("return arguments[0].getBoundingClientRect().top < 300", heading))
        browser.element("[id='C7.1'] ~ dl a[href='#bron:kader:stap-3-vw-5']").click()
        row = browser.element("[id='bron:kader:stap-3-vw-5']")
        self.assertIn("Stap 3, voorwaarde 5", row.text)
        self.assertTrue(browser.run("return arguments[0].getBoundingClientRect().top < 600", row))
        self.assert_page("", "regels-versie")
        self.assert_sample("", "regels-versie")

    def test_on_paper_the_rules_are_there_and_the_contents_are_not(self) -> None:
        browser.open("/regels/iza/plan/kader-2024-09")
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            self.assertFalse(browser.element(".contents").is_displayed())
            self.assertTrue(browser.element("[id='C7.1']").is_displayed())
            self.assertFalse(browser.element("header.top").is_displayed())
        finally:
            browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


class ErrorStateTests(PageTest):
    def check(self, heading: str, name: str) -> None:
        self.assertIn(heading, browser.text)
        with self.subTest(name):
            self.assert_page("", name)
            self.assert_sample("", name)

    def setUp(self) -> None:
        browser.forget()

    def test_forms_with_faults(self) -> None:
        browser.open("/account")
        browser.press("Account maken")
        self.check("Dit moet nog anders", "fout-account")
        browser.open("/inloggen")
        browser.press("Inloggen")
        self.check("horen niet bij elkaar", "fout-inloggen")
        browser.open("/wachtwoord/vergeten")
        browser.press("Bericht sturen")
        self.check("Vul een e-mailadres in", "fout-vergeten")
        browser.open("/")
        browser.press("Begin: Snelle toets IZA")
        plan = browser.path
        browser.press("Over het voorstel")
        browser.fill("v-contact-verzekeraar-datum", "ooit")
        browser.press("Bewaren")
        self.check("Dit moet nog anders", "fout-onderwerp")
        browser.open(plan)
        browser.press("Bestand inlezen")
        self.check("Kies eerst een bestand.", "fout-bestand")
        browser.open(f"{plan}/stap/submit")
        self.check("Dit moet u eerst doen", "indienen-kan-niet")

    def test_faults_of_reviewers_and_administrators(self) -> None:
        client = server.client("vgz", "127.0.0.30")
        browser.become(client)
        plan = next(
            href.removesuffix("/beoordelen")
            for href, text in client.read("/werk").links if text == "Mooi Maasvallei"
        )
        browser.open(f"{plan}/stap/askMore")
        browser.press("Extra informatie vragen")
        self.check("Schrijf op waarom", "fout-stap")
        browser.open(f"{plan}/stap/handIn")
        browser.fill("reden", "Akkoord.")
        browser.press("Oordeel inleveren")
        self.check("Kies een antwoord uit de lijst", "fout-keuze")
        browser.pick("keuze", "akkoord")
        browser.press("Oordeel inleveren")
        self.check("Geef eerst een oordeel over", "fout-inleveren")
        browser.open(f"{plan}/beoordelen/C1.4")
        browser.press("Bewaren")
        self.check("Kies een oordeel.", "fout-oordeel")
        browser.become(server.client("beheer", "127.0.0.31"))
        browser.open("/beheer")
        browser.run("document.querySelector('form[action=\"/beheer/accounts\"] button').click()")
        self.check("Vul een naam en een e-mailadres in", "fout-beheer")
        browser.open("/wachtwoord")
        browser.press("Bewaren")
        self.check("Kies een wachtwoord", "fout-wachtwoord")

    def test_pages_that_can_not_be_shown(self) -> None:
        browser.open("/bestaat-niet")
        self.check("Deze pagina is er niet", "fout-404")
        browser.open("/nieuw")
        self.check("Dit kan zo niet", "fout-405")
        browser.open("/inloggen/" + "a" * 43)
        if browser.heading == "Inloggen met een link":
            browser.press("Inloggen")
            self.check("Deze link werkt niet (meer)", "fout-410")
        browser.open("/")
        browser.run("document.querySelector('input[name=bewijs]').value = 'oud'")
        browser.press("Begin: Snelle toets IZA")
        self.check("Deze pagina was te oud", "fout-403")

    def test_somebody_else_was_first(self) -> None:
        browser.open("/")
        browser.press("Begin: Snelle toets IZA")
        plan = browser.path
        browser.press("Over het voorstel")
        other = server.client(address="127.0.0.32")
        other.cookies = browser.cookies()
        form = other.read(f"{plan}/vragen/1").form("/vragen/1")
        other.submit(form, {"titel": "Van een ander", "beschrijving": "Ook van een ander"})
        browser.fill("v-titel", "Van mij")
        browser.press("Bewaren")
        self.check("Iemand anders veranderde hetzelfde", "fout-verouderd")
        self.assertEqual(browser.value("v-titel"), "Van mij")
        self.assertIn("Van een ander", browser.text)
        browser.press("Bewaren")
        self.assertEqual(browser.faults(), [], "wie gezien heeft wat er staat, kan kiezen")
        browser.open(f"{plan}/stap/withdraw")
        form = other.read(f"{plan}/vragen/1").form("/vragen/1")
        other.submit(form, {"titel": "Weer van een ander"})
        browser.fill("reden", "Het gaat niet door.")
        browser.press("Intrekken")
        self.check("Een ander was u voor", "fout-verouderde-stap")
        self.assertIn("Het gaat niet door.", browser.element("textarea").get_property("value"))


if __name__ == "__main__":
    unittest.main()
