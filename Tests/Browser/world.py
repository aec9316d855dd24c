"""A running site to test against: the server as a process, and a small HTTP client that knows forms."""

from __future__ import annotations

import atexit
import fcntl
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import IO
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[2]
TOETS = Path(os.environ.get("TOETS", ROOT / ".build/debug/toets")).resolve()
QUICK_TESTS = ROOT / "rulesets/iza/snelle-toets/examples"
PLANS = ROOT / "rulesets/iza/plan/examples"
PASSWORD = "proef-toetssteen"
PORTS = range(8300, 8400)

# A debug build takes seconds for some pages, on a busy machine many.
PATIENCE = 180.0


def say(text: str) -> None:
    """Tells on the console what is skipped or measured, between the dots of unittest."""
    print(f"\n    {text}", file=sys.stderr, flush=True)


def wait_until(
    holds: Callable[[], object], what: str, seconds: float = PATIENCE, pause: float = 0.02
) -> None:
    """Returns as soon as something holds; fails with what was waited for."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"na {seconds:.0f} s nog niet: {what}")
        time.sleep(pause)


# Who is told to end, ends as by itself, and takes its servers along.
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


# MARK: Pages


@dataclass
class Form:
    """A form as a browser would send it."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def values(self, name: str) -> list[str]:
        """The values that a field of this name has now."""
        return [value for key, value in self.fields if key == name]

    def filled(self, answers: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
        """The fields with some replaced, as one fills them in."""
        kept = [(name, value) for name, value in self.fields if name not in answers]
        for name, answer in answers.items():
            values = [answer] if isinstance(answer, str) else answer
            kept += [(name, value) for value in values]
        return kept


class Page(HTMLParser):
    """What a test asks of a page: its forms, its links and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self._texts: list[str] = []
        self._area: tuple[str, list[str]] | None = None
        self._select: tuple[str, list[str], list[str]] | None = None
        self._link: tuple[str, list[str]] | None = None
        self._form: Form | None = None
        self.feed(text)
        self.close()

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join("".join(self._texts).split())

    def form(self, action: str) -> Form:
        """The form whose address ends, or whose path ends, in `action`."""
        for form in self.forms:
            if form.action.endswith(action) or urlsplit(form.action).path.endswith(action):
                return form
        raise AssertionError(f"geen formulier naar '{action}' op de pagina: {self.text[:300]}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(values.get("action", ""))
            self.forms.append(self._form)
        elif tag == "a" and "href" in values:
            self._link = (values["href"], [])
        elif self._form is not None:
            self._control(tag, values)

    def _control(self, tag: str, values: dict[str, str]) -> None:
        form, name = self._form, values.get("name", "")
        assert form is not None
        if name and tag in ("input", "textarea", "select"):
            form.names.add(name)
        if tag == "input" and name and values.get("type") != "file":
            if values.get("type") not in ("radio", "checkbox") or "checked" in values:
                form.fields.append((name, values.get("value", "")))
        elif tag == "button" and name:
            form.buttons.append((name, values.get("value", "")))
        elif tag == "textarea" and name:
            self._area = (name, [])
        elif tag == "select":
            self._select = (name, [], [])
        elif tag == "option" and self._select is not None:
            self._select[1].append(values.get("value", ""))
            if "selected" in values:
                self._select[2].append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._area is not None and self._form is not None:
            # The line end right after the tag is no part of the text.
            text = "".join(self._area[1]).removeprefix("\n")
            self._form.fields.append((self._area[0], text))
            self._area = None
        elif tag == "select" and self._select is not None and self._form is not None:
            name, values, chosen = self._select
            self._form.fields += [(name, value) for value in (chosen or values[:1])]
            self._select = None
        elif tag == "a" and self._link is not None:
            self.links.append((self._link[0], "".join(self._link[1])))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1].append(data)
        else:
            self._texts.append(data)
        if self._link is not None:
            self._link[1].append(data)


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def page(self) -> Page:
        return Page(self.text)

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Client:
    """A browser without a screen: it keeps cookies, also the secure ones, and sends forms."""

    def __init__(self, port: int, address: str = "127.0.0.1", timeout: float = PATIENCE) -> None:
        self.port = port
        self.timeout = timeout
        # Limits on how often count by address: each of 127.0.0.0/8 is somebody else.
        self.address = address
        self.cookies: dict[str, str] = {}

    def send(
        self, method: str, path: str, body: bytes | None = None, kind: str = "", accept: str = ""
    ) -> Reply:
        """One request on a connection of its own."""
        connection = self._connection()
        try:
            connection.request(method, path, body=body, headers=self._headers(kind, accept))
            response = connection.getresponse()
            content = response.read()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(value)
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, content)
        finally:
            connection.close()

    def submit_and_leave(self, form: Form, answers: Mapping[str, str | Sequence[str]]) -> None:
        """Sends a form, and closes the window before anything comes back."""
        connection = self._connection()
        body = urlencode(list(form.filled(answers))).encode()
        headers = self._headers("application/x-www-form-urlencoded", "")
        connection.request("POST", form.action, body=body, headers=headers)
        connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.timeout, source_address=(self.address, 0)
        )

    def _headers(self, kind: str, accept: str) -> dict[str, str]:
        headers = {"Host": f"localhost:{self.port}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        if accept:
            headers["Accept"] = accept
        return headers

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        if value:
            self.cookies[name] = value
        else:
            self.cookies.pop(name, None)

    def get(self, path: str) -> Reply:
        return self.send("GET", path)

    def read(self, path: str) -> Page:
        """A page that has to be there."""
        reply = self.get(path)
        if reply.status == 303:
            return self.read(reply.location)
        assert reply.status == 200, f"GET {path}: {reply.status} {reply.page.text[:400]}"
        return reply.page

    def post(self, path: str, fields: Iterable[tuple[str, str]], accept: str = "") -> Reply:
        body = urlencode(list(fields)).encode()
        return self.send("POST", path, body, "application/x-www-form-urlencoded", accept)

    def submit(
        self, form: Form, answers: Mapping[str, str | Sequence[str]] = {}, accept: str = ""
    ) -> Reply:
        """Sends a form with some fields filled in."""
        return self.post(form.action, form.filled(answers), accept)

    def upload(self, form: Form, name: str, content: bytes) -> Reply:
        """Sends a form with a file in its field `bestand`."""
        mark = "grens-van-de-proef"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in form.fields
        ]
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="bestand"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = b"".join(parts) + head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self.send("POST", form.action, body, f"multipart/form-data; boundary={mark}")

    def sign_in(self, who: str) -> None:
        """As a user of the demonstration."""
        form = self.read("/inloggen").form("/inloggen")
        reply = self.submit(form, {"email": f"{who}@voorbeeld.nl", "wachtwoord": PASSWORD})
        assert reply.status == 303, f"inloggen als {who}: {reply.status} {reply.page.text[:200]}"

    def begin(self, ruleset: str) -> str:
        """A new draft; returns its address."""
        form = next(
            form for form in self.read("/").forms if ruleset in form.values("regels")
        )
        reply = self.submit(form)
        assert reply.status == 303, f"beginnen: {reply.status} {reply.page.text[:200]}"
        if reply.location.startswith("/concept/"):
            reply = self.get(reply.location)
        return reply.location


def hidden(reply: Reply) -> list[tuple[str, str]]:
    """The proof and the basis in a page, found fast: the clients share the machine with the server."""
    assert reply.status == 200, f"{reply.status} {reply.text[:300]}"
    found = dict(re.findall(r'name="(bewijs|basis)" value="([^"]*)"', reply.text))
    return list(found.items())


# MARK: The server


class Server:
    """The site as a process on a data folder, which it may be started on again and again."""

    def __init__(
        self, demo: bool = False, data: Path | None = None, options: Sequence[str] = ()
    ) -> None:
        self.demo = demo
        self.options = options
        self.made = data is None
        self.data = data or Path(tempfile.mkdtemp(prefix="toetssteen-"))
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.output = tempfile.NamedTemporaryFile("ab")  # noqa: SIM115  open as long as this is
        # It does not outlive a test that is broken off.
        atexit.register(self.stop)

    @property
    def address(self) -> str:
        # A browser keeps secure cookies of this name without TLS.
        return f"http://localhost:{self.port}"

    @property
    def command(self) -> list[str]:
        """What starts it, in the folder of the project."""
        command = [str(TOETS), "serve", "--data", str(self.data), "--port", str(self.port)]
        return command + (["--demo"] if self.demo else []) + list(self.options)

    def start_on(self, day: str) -> Server:
        """Starts with a clock that is at noon of another day."""
        return self.start(clock=f"@{day} 12:00:00")

    def start(self, days: int = 0, clock: str = "") -> Server:
        """Starts, and waits until it is ready; the clock may be set a number of days ahead, or as faketime
        spells it."""
        command = self.command
        if days or clock:
            assert can_move_clock(), "zonder faketime kan de klok niet verzet worden"
            command = ["faketime", "-f", clock or f"{days:+d}d", *command]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=self.output, stderr=self.output, start_new_session=True,
            env=os.environ | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"},
        )
        wait_until(self.is_ready, "de server is gereed", 120, pause=0.01)
        return self

    def is_ready(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError(f"de server stopte met {self.process.returncode}: {self.log()}")
        try:
            return Client(self.port, timeout=10).get("/gereed").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def log(self) -> str:
        """The end of what it wrote on the console."""
        return Path(self.output.name).read_text(errors="replace")[-2_000:]

    def kill(self) -> None:
        """Ends it without a chance to finish anything."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ends it and takes its temporary folder away."""
        self._end(signal.SIGKILL)
        self.output.close()
        if self.made:
            shutil.rmtree(self.data, ignore_errors=True)
        atexit.unregister(self.stop)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            # What sets the clock runs the server as a child: both belong to one group.
            os.killpg(self.process.pid, how)
            self.process.wait(20)
            self.process = None
            wait_until(lambda: not is_listening(self.port), "de server is weg", 20, pause=0.005)

    def restart(self, days: int = 0) -> Server:
        """Starts again on the same data."""
        self.kill()
        return self.start(days)

    def client(self, who: str = "", address: str = "127.0.0.1") -> Client:
        client = Client(self.port, address)
        if who:
            client.sign_in(who)
        return client

    def verify_log(self) -> None:
        """Fails where the log is not whole."""
        done = subprocess.run(
            [str(TOETS), "log", "verify", str(self.data)], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, f"het logboek is niet heel: {done.stdout}{done.stderr}"


# Kept open, and so kept, until this process ends.
held_ports: list[IO[str]] = []


def free_port() -> int:
    """A port that nobody uses, nor another lane of these tests while its server is dead."""
    for port in PORTS:
        lock = open(Path(tempfile.gettempdir()) / f"toetssteen-port-{port}.lock", "w")  # noqa: SIM115  held
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            continue
        held_ports.append(lock)
        if not is_listening(port):
            return port
    raise AssertionError(f"geen vrije poort in {PORTS}")


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def can_move_clock() -> bool:
    """Whether the program is there that sets the clock of a process ahead."""
    return shutil.which("faketime") is not None
