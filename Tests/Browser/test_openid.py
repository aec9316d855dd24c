"""Signing in through a real provider: Glewlwyd as a process beside the site's, and Chromium between them.

Both run on this computer, without TLS: what TLS adds is not tested here. The provider is at 127.0.0.1 and the
site at localhost, so that to the browser they are two sites, and cookies are sent as between two sites. Without
Glewlwyd the tests are skipped, and say so.
"""

from __future__ import annotations

import http.server
import json
import signal
import threading
import time
import unittest
from typing import ClassVar

import glewlwyd
from chrome import Browser
from glewlwyd import CLIENT, PASSWORD, SECRET, Provider
from world import Server, free_port, wait_until

# The provider's page moves its parts in, and takes a press only once they stand still: the box and the button
# are pressed until the provider says that the address may be told.
ALLOW = """
    const request = new XMLHttpRequest();
    request.open("GET", "/api/auth/grant/toetssteen/openid%20email", false);
    request.send();
    if (JSON.parse(request.responseText).scope.every(scope => scope.granted)) return true;
    const box = document.getElementById("grant-email");
    if (box && !box.checked) box.click();
    else document.querySelector("#carouselBody button.btn-primary")?.click();
    return false;
"""


class Site(Server):
    """The site of the demonstration, with a provider to sign in with."""

    def __init__(self, issuer: str = "") -> None:
        super().__init__(demo=True)
        self.issuer = issuer
        self.secret = self.data / "openid-secret"
        self.secret.write_text(SECRET + "\n")

    @property
    def command(self) -> list[str]:
        return [
            *super().command, "--openid-issuer", self.issuer, "--openid-client", CLIENT, "--openid-secret",
            str(self.secret), "--openid-name", "Glewlwyd",
        ]


class Journey(unittest.TestCase):
    """One site and one provider, with what all tests of signing in do."""

    algorithm = "rsa"

    def setUp(self) -> None:
        if not glewlwyd.is_here():
            self.skipTest("zonder glewlwyd (apt-get install glewlwyd glewlwyd-common)")
        self.site = Site()
        self.addCleanup(self.site.stop)
        self.provider = Provider(self.site.address, self.algorithm)
        self.addCleanup(self.provider.remove)
        self.site.issuer = self.provider.issuer
        self.site.start()

    def browser(self) -> Browser:
        browser = Browser(self.site)
        self.addCleanup(browser.quit)
        return browser

    def expect_at(self, browser: Browser, path: str) -> None:
        """Fails with what the page says, and what the site wrote."""
        self.assertEqual(browser.path, path, f"{browser.text}\n{self.site.log()}")

    def leave(self, browser: Browser) -> None:
        """From the sign-in page of the site to the provider."""
        browser.open("/inloggen")
        browser.press("Inloggen met Glewlwyd")
        self.assertTrue(browser.driver.current_url.startswith(self.provider.address))

    def show_who(self, browser: Browser, name: str) -> None:
        """On the provider's page: name and password, and that the site may know the address."""
        wait_until(lambda: browser.elements("#username"), "de aanbieder vraagt wie het is")
        browser.fill("username", name)
        browser.fill("password", PASSWORD)
        browser.choose("loginbut")
        wait_until(lambda: browser.elements("#grant-email"), "de aanbieder vraagt toestemming")
        wait_until(lambda: browser.run(ALLOW), "de aanbieder heeft toestemming", pause=0.3)
        self.go_on(browser)

    def go_on(self, browser: Browser) -> None:
        """Back to the site, once the provider lets one."""
        ready = "button.btn-success:not([disabled])"
        wait_until(lambda: browser.elements(ready), "de aanbieder laat doorgaan")

        def is_back() -> bool:
            if browser.driver.current_url.startswith(self.site.address):
                return True
            for button in browser.elements(ready):
                browser.run("arguments[0].click()", button)
            return False

        wait_until(is_back, "de browser is terug op de website", pause=0.3)


class SignInTests(Journey):
    def test_somebody_comes_in_by_address_once_and_then_by_who_they_are(self) -> None:
        self.provider.add("ingrid", "cz@voorbeeld.nl")
        browser = self.browser()
        self.leave(browser)
        self.show_who(browser, "ingrid")
        self.expect_at(browser, "/werk")
        # No message of the content security policy, or of anything else.
        self.assertEqual(
            [line for line in browser.driver.get_log("browser") if self.site.address in str(line)], []
        )
        browser.press("Uitloggen", within="body")
        self.assertIn("Inloggen", browser.text)

        # Another address at the provider: still the same person.
        self.provider.move("ingrid", "iemand.anders@elders.nl")
        browser.open("/werk")
        browser.press("Inloggen met Glewlwyd")
        if not browser.driver.current_url.startswith(self.site.address):
            self.go_on(browser)
        self.expect_at(browser, "/werk")

        # Signed in there, another browser has to show who it is.
        other = self.browser()
        other.open("/werk")
        self.assertIn("/inloggen", other.path)
        self.site.verify_log()

    def test_an_applicant_is_told_that_the_old_password_is_gone(self) -> None:
        self.provider.add("ingrid", "Indiener@Voorbeeld.nl")
        browser = self.browser()
        self.leave(browser)
        self.show_who(browser, "ingrid")
        self.assertEqual(browser.heading, "U bent ingelogd met Glewlwyd")
        browser.press("Verder")
        self.expect_at(browser, "/plannen")
        self.site.verify_log()

    def test_an_address_without_an_account_stays_outside(self) -> None:
        self.provider.add("onbekende", "onbekende@elders.nl")
        browser = self.browser()
        self.leave(browser)
        self.show_who(browser, "onbekende")
        self.assertEqual(browser.heading, "U hebt hier nog geen account")
        self.assertIn("onbekende@elders.nl", browser.text)
        browser.open("/werk")
        self.assertIn("/inloggen", browser.path)
        self.site.verify_log()

    def test_an_address_that_is_not_verified_stays_outside(self) -> None:
        self.provider.add("bedrieger", "beheer@voorbeeld.nl", verified=False)
        browser = self.browser()
        self.leave(browser)
        self.show_who(browser, "bedrieger")
        self.assertEqual(browser.heading, "Uw e-mailadres staat niet vast")
        browser.open("/beheer")
        self.assertIn("/inloggen", browser.path)

    def test_without_the_provider_passwords_work_and_the_site_starts(self) -> None:
        self.provider.stop()
        self.site.restart()
        client = self.site.client()
        reply = client.get("/inloggen-extern")
        self.assertEqual(reply.status, 502)
        self.assertIn("Glewlwyd is nu niet bereikbaar", reply.page.text)
        client.sign_in("cz")
        self.assertEqual(client.get("/werk").status, 200)
        # And as soon as it is back, it works.
        self.provider.start()
        self.assertEqual(self.site.client().get("/inloggen-extern").status, 303)

    def test_the_site_ends_well_with_a_connection_to_the_provider(self) -> None:
        self.assertEqual(self.site.client().get("/inloggen-extern").status, 303)
        process = self.site.process
        assert process is not None
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(30), 0, self.site.log())
        self.site.start()

    def test_what_comes_back_without_a_beginning_is_refused(self) -> None:
        for query in ("", "?code=x&state=y", "?error=access_denied&state=y"):
            reply = self.site.client().get(f"/inloggen-extern/terug{query}")
            self.assertEqual(reply.status, 400, query)


class CurveTests(Journey):
    """The same with keys of the other kind that Glewlwyd makes."""

    algorithm = "ecdsa"

    def test_a_token_that_is_signed_with_a_curve_is_taken(self) -> None:
        self.provider.add("ingrid", "cz@voorbeeld.nl")
        browser = self.browser()
        self.leave(browser)
        self.show_who(browser, "ingrid")
        self.expect_at(browser, "/werk")


# MARK: A provider that is none


class Rubbish(http.server.BaseHTTPRequestHandler):
    """What answers in place of a provider, in the way that its path names."""

    asked: ClassVar[list[str]] = []
    # What was sent to its end, because somebody waited for it.
    ended: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Rubbish.asked.append(self.path)
        way = self.path.split("/")[1]
        if way == "slow":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(1)
                Rubbish.ended.append(way)
            except OSError:
                pass
        elif way == "endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b" " * 65_536)
            except OSError:
                pass
        elif way == "elsewhere":
            self.send_response(302)
            self.send_header("Location", "/caught/.well-known/openid-configuration")
            self.end_headers()
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"issuer": "https://elders.example"}).encode())

    def log_message(self, *_: object) -> None:
        pass


class RubbishTests(unittest.TestCase):
    def test_an_answer_that_is_slow_endless_or_elsewhere_is_given_up(self) -> None:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", free_port()), Rubbish)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        for way, text in (
            ("endless", "werkt nu niet"), ("slow", "is nu niet bereikbaar"), ("elsewhere", "werkt nu niet"),
            ("other", "werkt nu niet"),
        ):
            with self.subTest(way):
                site = Site(f"http://127.0.0.1:{server.server_port}/{way}")
                self.addCleanup(site.stop)
                site.start()
                reply = site.client().get("/inloggen-extern")
                self.assertEqual(reply.status, 502)
                self.assertIn(text, reply.page.text)
                self.assertEqual(site.client().get("/inloggen").status, 200)
        self.assertFalse([path for path in Rubbish.asked if path.startswith("/caught")])
        self.assertEqual(Rubbish.ended, [], "nobody waits for what is slow")


if __name__ == "__main__":
    unittest.main()
