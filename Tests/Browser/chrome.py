"""A real browser: headless Chromium, with what a test does in it in words of people."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from world import PASSWORD, PATIENCE, Client, Server, wait_until

SHOTS = os.environ.get("BROWSER_SHOTS")


def binary(*names: str) -> str:
    """The first of some programs that is there."""
    for name in names:
        if found := shutil.which(name):
            return found
    raise AssertionError(f"geen van deze programma's is er: {', '.join(names)}")


class Browser:
    """One window, with its own cookies."""

    def __init__(self, server: Server, width: int = 1000, scripts: bool = True) -> None:
        options = Options()
        options.binary_location = binary("chromium", "chromium-browser", "google-chrome")
        for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"):
            options.add_argument(argument)
        options.add_argument("--lang=nl")
        # A dialog that opens stays open, so that a test finds it.
        options.set_capability("unhandledPromptBehavior", "ignore")
        if not scripts:
            setting = {"profile.managed_default_content_settings.javascript": 2}
            options.add_experimental_option("prefs", setting)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = Service(binary("chromedriver"), log_output=subprocess.DEVNULL)
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_page_load_timeout(PATIENCE)
        self.driver.set_script_timeout(PATIENCE)
        self.server = server
        self.resize(width)

    def quit(self) -> None:
        self.driver.quit()

    # MARK: How it shows

    def resize(self, width: int, height: int = 1_000) -> None:
        """The size of the page; a window can't be made as narrow as a telephone."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def prefer(self, scheme: str) -> None:
        """Light or dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def forget(self) -> None:
        """Becomes somebody who was never here."""
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})

    def connect(self, there: bool) -> None:
        """Takes the connection away, or gives it back."""
        self.driver.execute_cdp_cmd("Network.enable", {})
        limits = {"offline": not there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", limits)

    def become(self, client: Client) -> None:
        """Goes on as somebody who signed in elsewhere: limits on signing in stay for the tests."""
        self.forget()
        cookies = [
            {"name": name, "value": value, "url": self.server.address, "path": "/", "secure": True,
             "httpOnly": True}
            for name, value in client.cookies.items()
        ]
        self.driver.execute_cdp_cmd("Network.setCookies", {"cookies": cookies})

    def cookies(self) -> dict[str, str]:
        """For a client that goes on as this browser."""
        found = self.driver.execute_cdp_cmd("Network.getCookies", {"urls": [self.server.address]})
        return {cookie["name"]: cookie["value"] for cookie in found["cookies"]}

    def shoot(self, name: str, width: int) -> None:
        """Keeps a picture of the whole page, where somebody asked for pictures."""
        if not SHOTS:
            return
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        height = self.run("return Math.min(document.documentElement.scrollHeight, 6000)")
        self.resize(width, max(int(height), 600))
        file = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        self.driver.save_screenshot(f"{SHOTS}/{file}.png")
        self.resize(width)

    # MARK: Going somewhere

    def open(self, path: str) -> None:
        address = path if path.startswith("http") else self.server.address + path
        self.driver.get(address)

    @property
    def path(self) -> str:
        """Without the word that something was saved."""
        path = self.driver.current_url.removeprefix(self.server.address)
        return re.sub(r"[?&]bewaard=1", "", path)

    def leave(self, act: object, what: str) -> None:
        """Does something that leads to another page, and waits until that is there."""
        old = self.driver.find_element(By.TAG_NAME, "html")
        act()  # type: ignore[operator]
        wait_until(lambda: is_gone(old), f"{what} leidt naar een andere pagina")
        wait_until(
            lambda: self.run("return document.readyState") == "complete", f"{what}: pagina geladen"
        )

    def press(self, text: str, within: str = "main") -> None:
        """Presses the button or link with this text, and waits for the page that it leads to."""
        self.leave(self.control(text, within).click, f"'{text}'")

    def control(self, text: str, within: str = "main") -> WebElement:
        """A button or link by its text."""
        quoted = f"concat({', '.join(repr(c) for c in text)}, '')" if "'" in text else f"'{text}'"
        path = f"//{within}//*[self::a or self::button][not(@aria-hidden)][normalize-space()={quoted}]"
        try:
            return self.driver.find_element(By.XPATH, path)
        except NoSuchElementException:
            raise AssertionError(
                f"geen knop of link '{text}' op {self.path}: {self.text[:600]}"
            ) from None

    def has(self, text: str) -> bool:
        return text in self.text

    # MARK: Reading

    def run(self, script: str, *values: object) -> object:
        return self.driver.execute_script(script, *values)

    @property
    def text(self) -> str:
        """What one reads on the page, with single spaces."""
        return " ".join(self.driver.find_element(By.TAG_NAME, "body").text.split())

    @property
    def heading(self) -> str:
        return self.driver.find_element(By.TAG_NAME, "h1").text

    def element(self, selector: str) -> WebElement:
        try:
            return self.driver.find_element(By.CSS_SELECTOR, selector)
        except NoSuchElementException:
            raise AssertionError(f"geen '{selector}' op {self.path}: {self.text[:600]}") from None

    def elements(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def value(self, identity: str) -> str:
        return self.element(f"#{identity}").get_property("value") or ""

    def faults(self) -> list[tuple[str, str]]:
        """The summary of what is wrong: each text, and where it leads to."""
        links = self.elements(".faults li a")
        return [(link.text, (link.get_attribute("href") or "").partition("#")[2]) for link in links]

    def is_sideways(self) -> bool:
        """Whether the page as a whole is wider than its window."""
        return bool(self.run("return document.documentElement.scrollWidth > innerWidth"))

    # MARK: Filling in

    def fill(self, identity: str, text: str) -> None:
        field = self.element(f"#{identity}")
        field.clear()
        field.send_keys(text)

    def choose(self, identity: str) -> None:
        """Ticks a box or picks an answer."""
        self.element(f"#{identity}").click()

    def pick(self, identity: str, text: str) -> None:
        """An answer of a list that opens."""
        for option in self.element(f"#{identity}").find_elements(By.TAG_NAME, "option"):
            if option.text == text or option.text.startswith(f"{text} ("):
                option.click()
                return
        raise AssertionError(f"geen '{text}' in de lijst {identity}")

    def options(self, identity: str) -> list[str]:
        """What can be picked of a list that opens."""
        found = self.element(f"#{identity}").find_elements(By.TAG_NAME, "option")
        return [option.get_attribute("textContent") or "" for option in found]

    def attach(self, identity: str, file: Path) -> None:
        self.element(f"#{identity}").send_keys(str(file))

    def sign_in(self, who: str) -> None:
        """As a user of the demonstration, by the form."""
        self.forget()
        self.open("/inloggen")
        self.fill("email", f"{who}@voorbeeld.nl")
        self.fill("wachtwoord", PASSWORD)
        self.press("Inloggen")

    def keys(self, *keys: str) -> None:
        """Types where the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)


def is_gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
        return False
    except WebDriverException:
        return True


ENTER, SPACE, TAB = Keys.ENTER, Keys.SPACE, Keys.TAB
