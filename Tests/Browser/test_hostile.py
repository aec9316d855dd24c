"""Texts that are meant to break a page: they are shown as texts, wherever they are shown."""

from __future__ import annotations

import contextlib
import json
import os
import re
import unicodedata
import unittest
from collections.abc import Iterable
from pathlib import Path

from selenium.common.exceptions import NoAlertPresentException

from chrome import Browser
from steps import agree, conclude, hand_in, take
from world import PLANS, ROOT, Client, Form, Page, Server, can_move_clock, say, wait_until

FOLDER = Path(os.environ.get("TOETS_BAD_INPUT", ROOT.parent / "shared/bad-input"))
# Where the list is not there, these few: what opens an element, an attribute, a script, a template.
FEW = [
    "<script>alert('x')</script>", "\"><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)", "javascript:alert(1)", "{{{body}}} {{csrf}}", "</textarea><b>x</b>",
    "</title><svg onload=alert(1)>", "&lt;script&gt;", "Ω≈ç√∫˜µ≤≥÷", "<!--", "]]>", "田中さん", "null",
]

server: Server
browser: Browser


def naughty() -> list[str]:
    path = FOLDER / "naughty-strings.json"
    if not path.exists():
        say(f"de lijst met lastige teksten is er niet ({path}): alleen de eigen {len(FEW)}")
        return FEW
    found = json.loads(path.read_text(encoding="utf-8"))
    return FEW + [text for text in found if text not in FEW]


NAUGHTY = naughty()


def is_plain(text: str) -> bool:
    """Whether a text is shown as it is: nothing in it that hides, steers or is white space."""
    kinds = {unicodedata.category(scalar) for scalar in text}
    unchanged = text == " ".join(text.split()) and text != "" and "\n" not in text
    return unchanged and not kinds & {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"} and not any(
        scalar.isspace() and scalar != " " for scalar in text
    )


PLAIN = [text for text in NAUGHTY if is_plain(text)]
# What means something in HTML, to a template or to a script.
SHARP = [text for text in PLAIN if set(text) & set("<>\"'&{}") or "script" in text][:120]

# Tells of what a script did before anything of the page runs.
WATCH = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = (...values) => { window.ran.push(name + ' ' + values.join(' ')); };
"""

FOREIGN = """
const found = [...(window.ran || [])];
for (const e of document.querySelectorAll('*')) {
  for (const a of e.attributes) {
    if (a.name.startsWith('on')
        || ['href', 'src', 'action', 'formaction'].includes(a.name) && /^\\W*javascript:/i.test(a.value))
      found.push(e.outerHTML.slice(0, 200));
  }
  if (e.matches('iframe, frame, object, embed, img, video, audio, base, marquee, math, style, '
      + 'body ~ *, script:not([src="/script.js"]), svg script, template, meta[http-equiv]'))
    found.push(e.outerHTML.slice(0, 200));
}
return found;
"""


def setUpModule() -> None:
    global server, browser
    server = Server(demo=True).start()
    browser = Browser(server)
    browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})


def tearDownModule() -> None:
    browser.quit()
    server.stop()


class FormTests(unittest.TestCase):
    """What was typed comes back as it was typed."""

    FIELDS = ("titel", "beschrijving", "initiatiefnemer", "contactpersoon", "contact verzekeraar.naam")

    def test_every_text_comes_back_byte_for_byte(self) -> None:
        client = server.client(address="127.0.3.1")
        plan = client.begin("iza/snelle-toets")
        form = client.read(f"{plan}/vragen/1?alle=1").form("/vragen/1")
        self.assertLessEqual(set(self.FIELDS), form.names)
        for start in range(0, len(NAUGHTY), len(self.FIELDS)):
            texts = dict(zip(self.FIELDS, NAUGHTY[start:start + len(self.FIELDS)], strict=False))
            reply = client.submit(form, texts)
            self.assertEqual(reply.status, 303, f"{texts}: {reply.page.text[:300]}")
            form = client.read(f"{plan}/vragen/1?alle=1").form("/vragen/1")
            kept = json.loads(client.get(f"{plan}/plan.json").body)
            for name, text in texts.items():
                with self.subTest(name=name, text=text):
                    self.assertEqual(form.values(name), [as_answer(text)])
                    # Two quotation marks say that there is nothing to tell.
                    answer = "" if text.strip() == '""' else as_answer(text)
                    self.assertEqual(in_plan(kept, name), answer)

    def test_a_page_that_gives_back_what_was_typed_gives_it_all_back(self) -> None:
        client = server.client(address="127.0.3.2")
        plan = client.begin("iza/snelle-toets")
        fields = [("bewijs", "vals")] + [(f"v{n}", text) for n, text in enumerate(NAUGHTY)]
        reply = client.post(f"{plan}/vragen/1", fields)
        self.assertEqual(reply.status, 403)
        page = reply.text.replace("<main", "<form action='terug'").replace("readonly", "name='t'")
        found = [value for _, value in Page(page).form("terug").fields]
        self.assertEqual(found, [as_kept(text) for text in NAUGHTY if as_kept(text)])

    def test_reasons_come_back_where_something_is_missing(self) -> None:
        client = server.client("vgz", "127.0.3.3")
        href = next(h for h, text in client.read("/werk").links if text == "Mooi Maasvallei")
        form = client.read(href.replace("beoordelen", "stap/handIn")).form("/stap/handIn")
        check = client.read(f"{href}/C1.4").form("/C1.4")
        for text in SHARP:
            with self.subTest(text):
                self.assert_back(client, form, text)
                self.assert_back(client, check, text)

    def assert_back(self, client: Client, form: Form, text: str) -> None:
        reply = client.submit(form, {"keuze": "", "oordeel": "", "reden": text})
        self.assertEqual(reply.status, 422)
        self.assertEqual(reply.page.form(form.action).values("reden"), [text])


def as_kept(text: str) -> str:
    """Line ends of one kind, no NUL; white space alone is nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return "" if not text.strip() else text


def as_answer(text: str) -> str:
    """The same of an answer: a text in which nothing is to be seen is none."""
    return as_kept(text) if re.sub(r"[\s\ufeff\u200b]", "", text) else ""


def in_plan(plan: dict[str, object], name: str) -> object:
    """The answer at a path; nothing where there is none."""
    found: object = plan
    for part in name.split("."):
        found = found.get(part, "") if isinstance(found, dict) else ""
    return found


def found() -> list[str]:
    """What is on the page and should not be, and what ran."""
    return list(browser.run(FOREIGN))  # type: ignore[call-overload]


class PageTests(unittest.TestCase):
    """A plan full of them, through the whole procedure, by somebody who is called like that."""

    EMAIL = "x'<b>\"&@voorbeeld.nl"

    def assert_harmless(self, path: str, expected: Iterable[str] = ()) -> None:
        with self.subTest(path):
            browser.driver.get_log("browser")
            browser.open(path)
            with contextlib.suppress(NoAlertPresentException):
                self.fail(f"er staat een venster open: {browser.driver.switch_to.alert.text}")
            self.assertEqual(found(), [], "een tekst werd een element of een script")
            messages = [
                entry["message"] for entry in browser.driver.get_log("browser")
                if "responded with a status" not in entry["message"]
            ]
            self.assertEqual(messages, [], "de browser hield iets tegen")
            # Not what the page looks like: what the browser made of it, with the values of fields.
            text = " ".join(str(browser.run(
                "return document.body.textContent + ' ' + "
                "[...document.querySelectorAll('input, textarea')].map((e) => e.value).join(' ')"
            )).split())
            missing = [word for word in expected if word not in text]
            self.assertEqual(missing, [], "deze teksten staan er niet zoals ze zijn")

    def test_a_plan_full_of_hostile_texts_through_the_whole_procedure(self) -> None:
        self.name, self.organisation = SHARP[1], SHARP[0]
        self.owner = self.make_account()
        self.first = server.client("vgz", "127.0.3.5")
        self.second = server.client("cz", "127.0.3.6")
        self.quick_test()
        self.plan()
        self.administrator()

    def make_account(self) -> Client:
        """No mail goes to such an address: the administrator makes the account, and hands its owner a link."""
        visitor = server.client(address="127.0.3.4")
        reply = visitor.submit(visitor.read("/account").form("/account"), {
            "naam": self.name, "organisatie": self.organisation,
            "email": self.EMAIL, "wachtwoord": "een heel lang wachtwoord",
        })
        self.assertEqual(reply.status, 422, reply.page.text[:300])
        self.assertIn("kan geen bericht", reply.page.text)
        office = server.client("beheer", "127.0.3.9")
        office.submit(office.read("/beheer").form("/beheer/organisaties"), {
            "code": "scherp", "naam": self.organisation, "soort": "applicant",
        })
        office.submit(office.read("/beheer").form("/beheer/accounts"), {
            "naam": self.name, "email": self.EMAIL, "rol": "applicant", "organisatie": "scherp",
        })
        forms = [form for form in office.read("/beheer").forms if form.action.endswith("/link")]
        pages = [office.submit(form).page.text for form in forms]
        links = [re.findall(r"/inloggen/[\w-]{43}", page)[0] for page in pages if self.name in page]
        self.assertEqual(len(links), 1)
        client = server.client(address="127.0.3.4")
        reply = client.submit(client.read(links[0]).form(links[0]))
        self.assertEqual(reply.status, 303, reply.page.text[:300])
        return client

    def upload(self, plan: str, answers: dict[str, object]) -> None:
        form = self.owner.read(plan).form("/bestand")
        reply = self.owner.upload(form, f"{SHARP[2]}.json", json.dumps(answers).encode())
        self.assertEqual(reply.status, 303, reply.page.text[:600])

    def quick_test(self) -> None:
        """The quick test holds every text that is shown as it is, and is approved."""
        self.test = self.owner.begin("iza/snelle-toets")
        words = (PLAIN * 140)[:140]
        self.upload(self.test, {
            "ruleset": "iza/snelle-toets", "titel": SHARP[1],
            "initiatiefnemer": SHARP[0], "contactpersoon": SHARP[2], "coördinerend": "CZ",
            "schaal": "regionaal", "beschrijving": SHARP[3], "regios": PLAIN,
            "doelen": [{"omschrijving": words[n], "waarom samen": words[n + 1]} for n in range(30)],
            "knelpunten": [
                {"omschrijving": words[n], "bijdrage": words[n + 1]} for n in range(60, 90)
            ],
            "partijen": [
                {"naam": words[n], "soort": "anders", "reden niet betrokken": words[n + 1]}
                for n in range(120, 130)
            ],
        })
        browser.become(self.owner)
        self.assert_harmless("/plannen", [self.name, SHARP[1]])
        self.assert_harmless(self.test, [SHARP[1], self.organisation, SHARP[2]])
        self.assert_harmless(f"{self.test}/antwoorden", PLAIN)
        self.assert_harmless(f"{self.test}/vragen/1", PLAIN)
        self.assert_harmless(f"{self.test}/vragen/3", [f"'{word}'" for word in words[60:90]])
        self.assert_harmless(f"{self.test}/vragen/5?bij=doelen%231", words[:2])
        self.assert_harmless(f"{self.test}/beoordeling", [SHARP[1]])
        self.assert_harmless(f"{self.test}/logboek", [self.name])
        hand_in(self.owner, self.test, "5530")
        agree(self.first, self.second, self.test, SHARP)

    def plan(self) -> None:
        """The plan is shown in the register and in a letter, when the two weeks are over."""
        form = self.owner.read(f"{self.test}/stap/uitwerken").form("/uitwerken")
        plan = self.owner.submit(form).location
        lines = (PLANS / "mooi-maasvallei.yaml").read_text().splitlines()
        text = "\n".join(line for line in lines if not line.startswith(("titel:", "initiatiefnemer:")))
        text += f"\ntitel: {json.dumps(SHARP[4])}\ninitiatiefnemer: {json.dumps(SHARP[5])}\n"
        form = self.owner.read(plan).form("/bestand")
        reply = self.owner.upload(form, "plan.yaml", text.encode())
        self.assertEqual(reply.status, 303, reply.page.text[:600])
        hand_in(self.owner, plan, "5530")
        agree(self.first, self.second, plan, SHARP)
        other = server.client("menzis", "127.0.3.7")
        take(other, plan, "inquire", reden="\n".join(SHARP))
        self.review(plan)
        browser.become(self.owner)
        self.assert_harmless(f"{self.test}/brief", [SHARP[0], SHARP[1], self.organisation])
        if not can_move_clock():
            say("faketime is er niet: het register en de brief van een plan blijven hier buiten")
            return
        server.restart(days=15)
        self.first = server.client("vgz", "127.0.3.5")
        self.second = server.client("cz", "127.0.3.6")
        conclude(self.first, self.second, plan, "\n".join(SHARP))
        browser.become(self.first)
        self.assert_harmless(f"{plan}/brief", [*SHARP, self.organisation])
        browser.forget()
        self.assert_harmless("/register", [SHARP[4]])
        self.assert_harmless(plan.replace("/plan/", "/register/"), [SHARP[4], SHARP[5]])
        server.verify_log()

    def review(self, plan: str) -> None:
        browser.become(self.second)
        self.assert_harmless("/werk", [SHARP[4]])
        self.assert_harmless(f"{plan}/beoordelen", [SHARP[4], *SHARP])
        text = self.second.read(f"{plan}/beoordelen")
        judged = [href for href, _ in text.links if "/beoordelen/" in href]
        for href in judged[:4]:
            self.assert_harmless(href)
        self.assert_harmless(f"{plan}/antwoorden", [SHARP[5]])
        self.assert_harmless(f"{plan}/logboek", [self.organisation])

    def administrator(self) -> None:
        client = server.client("beheer", "127.0.3.8")
        page = client.read("/beheer")
        client.submit(page.form("/beheer/organisaties"), {
            "code": "lastig", "naam": SHARP[6], "soort": "insurer"})
        client.submit(page.form("/beheer/regios"), {
            "code": "x<b>&", "naam": SHARP[7], "eerste": "lastig", "tweede": "cz"})
        client.submit(page.form("/beheer/accounts"), {
            "naam": SHARP[8], "email": "y<i>@voorbeeld.nl", "rol": "reviewer",
            "organisatie": "lastig"})
        browser.become(client)
        self.assert_harmless("/beheer", [SHARP[6], SHARP[7], SHARP[8], self.name])
        for path in ("/inloggen?terug=javascript:alert(1)", "/inloggen?terug=//voorbeeld.nl",
                     "/<script>alert(1)</script>", "/register?pagina=%3Cscript%3E"):
            browser.forget()
            self.assert_harmless(path.replace("<", "%3C").replace(">", "%3E"))

    def test_what_watches_the_pages_sees_a_script_that_runs(self) -> None:
        browser.driver.get("data:text/html,<p onclick='x()'>x</p><img src='x:' onerror='alert(1)'>")
        wait_until(lambda: "alert 1" in found(), "het venster wordt gezien")
        self.assertEqual(len(found()), 4, found())

    def test_a_way_back_leads_nowhere_else(self) -> None:
        for back in ("//voorbeeld.nl/", "https://voorbeeld.nl/", "javascript:alert(1)", "/\\voorbeeld",
                     "/\t/voorbeeld.nl"):
            client = server.client(address="127.0.3.9")
            form = client.read("/inloggen").form("/inloggen")
            reply = client.submit(form, {
                "email": "menzis@voorbeeld.nl", "wachtwoord": "proef-toetssteen", "terug": back})
            with self.subTest(back):
                self.assertEqual(reply.status, 303)
                self.assertIn(reply.location, ("/", "/werk"))


if __name__ == "__main__":
    unittest.main()
