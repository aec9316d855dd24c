"""What no one wishes on a server: it is killed, its disk is full, its clients are slow or send rubbish."""

from __future__ import annotations

import contextlib
import http.client
import io
import math
import os
import random
import select
import socket
import sqlite3
import struct
import subprocess
import tempfile
import threading
import time
import unittest
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from world import QUICK_TESTS, ROOT, Client, Form, Reply, Server, hidden, say, wait_until

KILLS = int(os.environ.get("KILLS", "100"))
LOST = (OSError, http.client.HTTPException)

slow: SlowClients


def setUpModule() -> None:
    """The slow clients wait for the server meanwhile: they cost half a minute."""
    global slow
    slow = SlowClients()


def tearDownModule() -> None:
    slow.end()


# MARK: Killed


@dataclass
class Work:
    """What one client asked for, by a word of its own, and whether the server said that it was done."""

    acknowledged: list[str] = field(default_factory=list)
    """In the order of the answers."""
    unanswered: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def tell(self, word: str, reply: Reply) -> None:
        # Who is told to wait has lost nothing.
        if reply.status == 429:
            return
        if reply.status == 303:
            self.acknowledged.append(word)
        else:
            self.faults.append(f"{word}: {reply.status} {reply.page.text[:200]}")


class Worker(threading.Thread):
    """Works on the site until the server is gone."""

    def __init__(self, client: Client, work: Work, name: str) -> None:
        super().__init__(daemon=True)
        self.client, self.work, self.name = client, work, name
        self.count = 0

    def run(self) -> None:
        while True:
            self.count += 1
            word = f"{self.name}-{self.count}"
            try:
                self.once(word)
            except LOST:
                return
            except AssertionError as fault:
                self.work.faults.append(f"{word}: {fault}")
                return

    def once(self, word: str) -> None:
        raise NotImplementedError

    def ask(self, word: str, request: object) -> Reply:
        """Sends what changes something; without an answer nobody knows whether it did."""
        try:
            return request()  # type: ignore[operator]
        except LOST:
            self.work.unanswered.append(word)
            raise


class Saver(Worker):
    """Saves an answer, again and again."""

    def __init__(self, client: Client, work: Work, name: str, plan: str) -> None:
        super().__init__(client, work, name)
        self.plan = plan

    def once(self, word: str) -> None:
        path = f"{self.plan}/vragen/1"
        form = self.client.get(path).page.form("/vragen/1")
        self.work.tell(word, self.ask(word, lambda: self.client.submit(form, {"beschrijving": word})))


class Attacher(Worker):
    """Adds attachments to a draft, which holds a hundred."""

    def __init__(self, client: Client, work: Work, name: str, plan: str) -> None:
        super().__init__(client, work, name)
        self.plan = plan

    def once(self, word: str) -> None:
        form = Form(f"{self.plan}/bijlagen", hidden(self.client.get(self.plan)))
        content = f"{word}\n".encode() * 2_000
        reply = self.ask(word, lambda: self.client.upload(form, f"{word}.txt", content))
        self.work.tell(word, reply)


class Submitter(Worker):
    """Begins a quick test, reads a file into it and submits it."""

    example = (QUICK_TESTS / "nachtzorg-op-afstand.yaml").read_text()

    def once(self, word: str) -> None:
        plan = self.client.begin("iza/snelle-toets")
        text = self.example.replace("Nachtzorg op afstand", word)
        form = Form(f"{plan}/bestand", hidden(self.client.get(plan)))
        self.client.upload(form, "plan.yaml", text.encode())
        path = f"{plan}/stap/submit"
        fields = [*hidden(self.client.get(path)), ("keuze", "5505"), ("akkoord", "ja")]
        self.work.tell(word, self.ask(word, lambda: self.client.post(path, fields)))


class KillTests(unittest.TestCase):
    def setUp(self) -> None:
        self.server = Server(demo=True).start()
        self.addCleanup(self.server.stop)
        self.random = random.Random(20_241_001)
        self.saving, self.attaching, self.submitting = Work(), Work(), Work()
        self.writers = [self.server.client(address=f"127.0.1.{n}") for n in range(1, 3)]
        self.attacher = self.server.client(address="127.0.1.9")
        self.applicant = self.server.client("indiener", "127.0.1.10")
        self.drawer, self.full = "", 0
        self.plans = [writer.begin("iza/snelle-toets") for writer in self.writers]

    def test_what_was_acknowledged_survives_a_hundred_kills(self) -> None:
        for number in range(1, KILLS + 1):
            workers = self.workers(number)
            for worker in workers:
                worker.start()
            self.let_them_work(number)
            self.server.kill()
            for worker in workers:
                worker.join(20)
                self.assertFalse(worker.is_alive(), f"{worker.name} kreeg nooit antwoord")
            if number % 7 == 0:
                self.kill_while_starting()
            self.server.start()
            with self.subTest(kill=number):
                self.check()
            if number % 10 == 0:
                self.server.verify_log()
        self.server.verify_log()
        for work in self.works:
            self.assertGreater(len(work.acknowledged), KILLS // 8, "er is te weinig gedaan")
        lost = [len(work.unanswered) for work in self.works]
        say(
            f"{KILLS} keer gestopt: {[len(work.acknowledged) for work in self.works]} bevestigd, "
            f"{lost} zonder antwoord"
        )

    def let_them_work(self, number: int) -> None:
        """Half of the time the end comes when some work is done, else maybe before any is."""
        if number % 2:
            work = self.works[number // 2 % 3]
            before = len(work.acknowledged)
            wait_until(
                lambda: len(work.acknowledged) > before or self.has_faults, "er wordt gewerkt"
            )
        time.sleep(self.random.uniform(0, 0.25))

    @property
    def has_faults(self) -> bool:
        return any(work.faults for work in self.works)

    @property
    def works(self) -> list[Work]:
        return [self.saving, self.attaching, self.submitting]

    def signed_in(self, host: str) -> Client:
        """Somebody with a confirmed address, at a place of their own."""
        client = self.server.client(address=host)
        client.cookies = dict(self.applicant.cookies)
        return client

    def workers(self, number: int) -> list[Worker]:
        host = f"127.0.2.{number % 250 + 1}"
        return [
            Saver(writer, self.saving, f"s{number}-{index}", plan)
            for index, (writer, plan) in enumerate(zip(self.writers, self.plans, strict=True))
        ] + [
            Attacher(self.attacher, self.attaching, f"b{number}", self.room()),
            Submitter(self.signed_in(host), self.submitting, f"i{number}"),
        ]

    def room(self) -> str:
        """A draft that has room for attachments."""
        if len(self.attaching.acknowledged) + len(self.attaching.unanswered) >= self.full:
            self.full += 40
            self.drawer = self.attacher.begin("iza/snelle-toets")
        return self.drawer

    def kill_while_starting(self) -> None:
        """The end may come before it is ready, while it mends what the last end left."""
        starting = subprocess.Popen(
            self.server.command, cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(self.random.uniform(0, 0.08))
        starting.kill()
        starting.wait(20)

    def check(self) -> None:
        for work in self.works:
            self.assertEqual(work.faults, [], "wat niet mocht mislukken, mislukte")
        path = self.server.data / "toetssteen.sqlite"
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)
        try:
            self.check_answers(database)
            self.check_attachments(database)
            self.check_submissions(database)
        finally:
            database.close()

    def check_answers(self, database: sqlite3.Connection) -> None:
        rows = database.execute(
            "SELECT dossier, revision, after FROM history WHERE place = 'beschrijving'"
            " AND kind = 'answer' AND dossier IN (?, ?) ORDER BY dossier, id",
            [plan.rpartition("/")[2] for plan in self.plans],
        ).fetchall()
        self.assert_once(self.saving, [text.strip() for _, _, text in rows], "een antwoord")
        for plan in self.plans:
            name = plan.rpartition("/")[2]
            # The text is what the last change made it.
            last = [text.strip() for dossier, _, text in rows if dossier == name][-1:]
            (text,) = database.execute("SELECT text FROM dossier WHERE id = ?", [name]).fetchone()
            for word in last:
                self.assertIn(word, text.decode(), "het plan heeft niet de laatste tekst")
        (changes,) = database.execute(
            "SELECT count(DISTINCT dossier || ' ' || revision) FROM history WHERE dossier IN (?, ?)",
            [plan.rpartition("/")[2] for plan in self.plans],
        ).fetchone()
        (logged,) = database.execute(
            "SELECT count(*) FROM log WHERE action = 'answer' AND dossier IN (?, ?)",
            [plan.rpartition("/")[2] for plan in self.plans],
        ).fetchone()
        self.assertEqual(changes, logged, "elke verandering staat één keer in het logboek")

    def check_attachments(self, database: sqlite3.Connection) -> None:
        rows = database.execute("SELECT name, bytes FROM attachment WHERE name GLOB 'b*.txt'")
        found = {}
        names = []
        for name, content in rows:
            names.append(name.removesuffix(".txt"))
            found[names[-1]] = content
        self.assert_once(self.attaching, names, "een bijlage")
        for word in self.attaching.acknowledged[-20:]:
            self.assertEqual(found[word], f"{word}\n".encode() * 2_000, "een bijlage is niet heel")

    def check_submissions(self, database: sqlite3.Connection) -> None:
        rows = database.execute(
            "SELECT title, stage, version,"
            " (SELECT count(*) FROM version WHERE dossier = d.id),"
            " (SELECT count(*) FROM log WHERE dossier = d.id AND action = 'submit')"
            " FROM dossier d WHERE title GLOB 'i[0-9]*-*'"
        ).fetchall()
        for title, stage, version, versions, logged in rows:
            whole = (stage, version, versions, logged)
            self.assertIn(
                whole, [("draft", 0, 0, 0), ("submitted", 1, 1, 1)],
                f"{title} is half of dubbel ingediend",
            )
        done = [title for title, stage, *_ in rows if stage == "submitted"]
        self.assert_once(self.submitting, done, "wat is ingediend")

    def assert_once(self, work: Work, found: list[str], what: str) -> None:
        """What was acknowledged is there once; what was not answered once or not; nothing else."""
        counts = Counter(found)
        missing = [word for word in work.acknowledged if counts[word] == 0]
        self.assertEqual(missing, [], f"{what} was bevestigd en is weg")
        doubled = [word for word, count in counts.items() if count > 1]
        self.assertEqual(doubled, [], f"{what} is er dubbel")
        foreign = set(found) - set(work.acknowledged) - set(work.unanswered)
        self.assertEqual(foreign, set(), f"{what} is er zonder dat iemand het vroeg")


# MARK: No room


class DiskFullTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="toetssteen-vol-"))
        self.addCleanup(self.folder.rmdir)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=12m", "toetssteen", str(self.folder)],
            capture_output=True, text=True,
        )
        if done.returncode != 0:
            reason = f"geen kleine schijf te maken: {done.stderr.strip()}"
            say(reason)
            self.skipTest(reason)
        self.addCleanup(subprocess.run, ["umount", "-l", str(self.folder)], check=True)
        self.server = Server(data=self.folder / "data").start()
        self.addCleanup(self.server.stop)

    def test_a_full_disk_is_told_and_nothing_typed_is_lost(self) -> None:
        client = self.server.client()
        plan = client.begin("iza/snelle-toets")
        form = client.read(f"{plan}/vragen/1").form("/vragen/1")
        self.assertEqual(client.submit(form, {"beschrijving": "voor het vol was"}).status, 303)
        filler = self.fill_up()
        kept, typed, reply = self.save_until_it_fails(client, plan)
        self.assertEqual(reply.status, 500)
        self.assertIn("Er ging iets mis", reply.page.text)
        self.assertIn("Dit is niet bewaard", reply.page.text, "dat het niet bewaard is, staat er niet")
        self.assertIn(f">\n{typed}</textarea>", reply.text, "wat werd getypt is weg")
        # One can still read, and what was acknowledged is there.
        self.assertEqual(self.saved(client, plan), kept)
        self.assertEqual(client.get("/register").status, 200)
        filler.unlink()
        form = client.read(f"{plan}/vragen/1").form("/vragen/1")
        self.assertEqual(client.submit(form, {"beschrijving": typed}).status, 303)
        self.assertEqual(self.saved(client, plan), typed)
        self.server.restart()
        self.assertEqual(self.saved(client, plan), typed)
        self.server.verify_log()

    def saved(self, client: Client, plan: str) -> str:
        return client.read(f"{plan}/vragen/1").form("/vragen/1").values("beschrijving")[0]

    def fill_up(self) -> Path:
        filler = self.folder / "vol"
        with filler.open("wb", buffering=0) as file:
            block = b"x" * 65_536
            while len(block) > 0:
                try:
                    file.write(block)
                except OSError:
                    block = block[: len(block) // 2]
        return filler

    def save_until_it_fails(self, client: Client, plan: str) -> tuple[str, str, Reply]:
        """Room that the database has already is used up first."""
        kept = "voor het vol was"
        for number in range(200):
            form = client.read(f"{plan}/vragen/1").form("/vragen/1")
            typed = f"poging {number} " + "tekst " * 8_000
            reply = client.submit(form, {"beschrijving": typed})
            if reply.status != 303:
                return kept, typed, reply
            kept = typed
        self.fail("op een volle schijf lukt bewaren altijd")


# MARK: Slow


class SlowClients:
    """Clients that send half a request, at once or drop by drop, and then wait."""

    HALVES: ClassVar[dict[str, bytes]] = {
        "niets": b"",
        "een halve kop": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-",
        "een halve inhoud": b"POST /nieuw HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nbewijs=",
        "een half stuk": b"POST /nieuw HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n40\r\nbewijs=",
    }
    EACH = 50
    TAKERS = 5
    PAGES = 2_000
    DUE = 75.0

    def __init__(self) -> None:
        self.server = Server().start()
        self.start = time.monotonic()
        self.open: dict[socket.socket, str] = {}
        self.ended: dict[str, list[float]] = {}
        self.visits: list[float] = []
        for kind, half in self.HALVES.items():
            for number in range(self.EACH):
                drips = number % 5 == 0 and bool(half)
                self.connect(kind + (", druppelsgewijs" if drips else ""), half, number)
        self.takers = [self.ask_without_taking() for _ in range(self.TAKERS)]
        self.is_stopped = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def connect(self, kind: str, half: bytes, number: int) -> None:
        # From many addresses: one address gets no more than its part.
        connection = socket.create_connection(
            ("127.0.0.1", self.server.port), timeout=20,
            source_address=(f"127.0.8.{number + 1}", 0),
        )
        connection.sendall(half)
        connection.setblocking(False)
        self.open[connection] = kind

    def ask_without_taking(self) -> socket.socket:
        """Asks for far more than fits on the way, and takes nothing of it."""
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", self.server.port))
        connection.sendall(b"GET /stijl.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * self.PAGES)
        return connection

    def watch(self) -> None:
        last = 0.0
        while self.open and not self.is_stopped.is_set():
            ready, _, _ = select.select(list(self.open), [], [], 0.5)
            for connection in ready:
                self.read(connection)
            if time.monotonic() - last > 3:
                last = time.monotonic()
                self.drip()
                self.visit()

    def read(self, connection: socket.socket) -> None:
        try:
            if connection.recv(65_536):
                return
        except OSError:
            pass
        self.ended.setdefault(self.open.pop(connection), []).append(time.monotonic() - self.start)
        connection.close()

    def visit(self) -> None:
        """Somebody else looks at a page meanwhile."""
        begin = time.monotonic()
        reply = Client(self.server.port).get("/")
        self.visits.append(time.monotonic() - begin if reply.status == 200 else math.inf)

    def drip(self) -> None:
        for connection, kind in self.open.items():
            if "druppelsgewijs" in kind:
                with contextlib.suppress(OSError):
                    connection.send(b"a")

    def end(self) -> None:
        self.is_stopped.set()
        self.thread.join(10)
        for connection in [*self.open, *self.takers]:
            connection.close()
        self.server.stop()


class SlowTests(unittest.TestCase):
    def test_half_requests_are_ended_and_others_are_served_meanwhile(self) -> None:
        slow.thread.join(max(0, slow.start + SlowClients.DUE - time.monotonic()))
        left = Counter(slow.open.values())
        self.assertEqual(left, {}, f"na {SlowClients.DUE:.0f} s nog open")
        self.assertGreater(len(slow.visits), 5)
        self.assertLess(max(slow.visits), 10, f"anderen wachten te lang: {slow.visits}")
        say("halve verzoeken: " + "; ".join(
            f"{kind} {min(times):.0f}-{max(times):.0f} s" for kind, times in slow.ended.items()
        ))

    def test_who_does_not_take_an_answer_loses_the_connection(self) -> None:
        size = len(Client(slow.server.port).get("/stijl.css").body)
        time.sleep(max(0, slow.start + SlowClients.DUE - time.monotonic()))
        for connection in slow.takers:
            taken, has_ended = self.take_all(connection)
            self.assertTrue(has_ended, f"na {SlowClients.DUE:.0f} s nog open, {taken} bytes")
            self.assertLess(taken, size * SlowClients.PAGES, "alles lag klaar in het geheugen")

    def take_all(self, connection: socket.socket) -> tuple[int, bool]:
        """How much was on its way, and whether the connection ends there."""
        taken = 0
        connection.settimeout(5)
        try:
            while part := connection.recv(1 << 20):
                taken += len(part)
        except TimeoutError:
            return taken, False
        except OSError:
            pass
        return taken, True


# MARK: Rubbish


def picture() -> bytes:
    """A whole PNG of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        end = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + end

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def archive() -> bytes:
    """A zip with a plan in it."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as file:
        file.writestr("plan.yaml", "ruleset: iza/snelle-toets\ntitel: x\n")
    return memory.getvalue()


RUBBISH = {
    "een afbeelding": ("plan.yaml", picture()),
    "een zip": ("plan.yaml", archive()),
    "geen UTF-8": ("plan.yaml", b"titel: \xff\xfe\xc3\x28\n"),
    "te diep": ("plan.json", b'{"titel": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"),
    "te diep als YAML": ("plan.yaml", b"titel: " + b"[" * 50_000 + b"]" * 50_000),
    "verwijzingen die uitdijen": (
        "plan.yaml",
        b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n".encode()
            for n in range(9)
        ),
    ),
    "twee keer hetzelfde": ("plan.yaml", b"titel: een\ntitel: twee\n"),
    "geen plan": ("plan.yaml", b"- een\n- twee\n"),
    "een andere ruleset": ("plan.yaml", b"ruleset: bestaat/niet\ntitel: x\n"),
    "onbekende vragen": ("plan.yaml", b"ruleset: iza/snelle-toets\nwachtwoord: geheim\n"),
    "niets": ("plan.yaml", b""),
    "te groot": ("plan.yaml", b"titel: " + b"x" * (5 << 20)),
}


class RubbishTests(unittest.TestCase):
    server: Server

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = Server().start()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.stop()

    def test_a_file_that_is_no_plan_changes_nothing(self) -> None:
        client = self.server.client()
        plan = client.begin("iza/snelle-toets")
        form = client.read(f"{plan}/vragen/1").form("/vragen/1")
        client.submit(form, {"beschrijving": "Dit blijft staan"})
        for what, (name, content) in RUBBISH.items():
            with self.subTest(what):
                before = client.get(f"{plan}/plan.yaml").body
                self.assertIn(b"Dit blijft staan", before)
                begin = time.monotonic()
                reply = client.upload(client.read(plan).form("/bestand"), name, content)
                self.assertLess(time.monotonic() - begin, 10, "weigeren duurt te lang")
                self.assertEqual(reply.status, 422, reply.page.text[:300])
                self.assertIn("Er is niets veranderd.", reply.page.text)
                self.assertNotRegex(reply.page.text, r"Swift|Error|error|nil\b|Optional")
                self.assertEqual(client.get(f"{plan}/plan.yaml").body, before)
                self.assertIn("Er zijn geen bijlagen.", client.read(plan).text)

    def test_an_attachment_is_what_it_says_or_is_refused(self) -> None:
        client = self.server.client(address="127.0.0.2")
        plan = client.begin("iza/snelle-toets")
        for name, content in {
            "virus.pdf": b"MZ\x90\0\x03", "leeg.pdf": b"", "groot.txt": b"a" * (5_300_000),
        }.items():
            with self.subTest(name):
                reply = client.upload(client.read(plan).form("/bijlagen"), name, content)
                self.assertEqual(reply.status, 422)
                self.assertIn("Er is niets veranderd.", reply.page.text)
                self.assertIn("Er zijn geen bijlagen.", client.read(plan).text)
        page = b"<script>alert(1)</script>"
        reply = client.upload(client.read(plan).form("/bijlagen"), "<b>.html", page)
        self.assertEqual(reply.status, 303)
        link = next(href for href, text in client.read(plan).links if text == "<b>.html")
        handed = client.get(link)
        self.assertEqual(handed.body, page)
        self.assertEqual(handed.headers["content-type"], "application/octet-stream")
        self.assertTrue(handed.headers["content-disposition"].startswith("attachment"))
        self.assertEqual(handed.headers["x-content-type-options"], "nosniff")

    def test_too_much_is_refused_before_it_is_read(self) -> None:
        cases = {
            "een formulier": ("application/x-www-form-urlencoded", 3 << 20),
            "een bestand": ("multipart/form-data; boundary=x", 7 << 20),
        }
        for what, (kind, size) in cases.items():
            for how in ("lengte vooraf", "in stukken"):
                with self.subTest(what, how=how):
                    self.assertEqual(self.send_much(kind, size, how == "in stukken"), 413)
        self.assertEqual(self.server.client().get("/").status, 200)

    def send_much(self, kind: str, size: int, in_chunks: bool) -> int:
        """The status that comes back, whether or not the server wants to see all of it."""
        head = f"POST /nieuw HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n"
        head += "Transfer-Encoding: chunked\r\n" if in_chunks else f"Content-Length: {size}\r\n"
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=40) as connection:
            connection.sendall(head.encode() + b"\r\n")
            block = b"a" * 65_536
            try:
                for _ in range(size // len(block)):
                    connection.sendall(b"10000\r\n" + block + b"\r\n" if in_chunks else block)
                    if select.select([connection], [], [], 0)[0]:
                        break
                else:
                    connection.sendall(b"0\r\n\r\n" if in_chunks else b"")
            except OSError:
                pass
            return int(connection.recv(65_536).split(b" ")[1])

    def test_a_form_that_is_no_form_is_refused(self) -> None:
        client = self.server.client(address="127.0.0.3")
        kind = "application/x-www-form-urlencoded"
        for body in (b"a=%", b"a=%zz", b"a=%ff%fe", b"&".join([b"a=1"] * 3_000)):
            with self.subTest(body=body[:20]):
                self.assertEqual(client.send("POST", "/nieuw", body, kind).status, 400)
        for body in (b"", b"--x", b"--x\r\n\r\n", b"\0" * 100):
            with self.subTest(upload=body[:20]):
                reply = client.send("POST", "/nieuw", body, "multipart/form-data; boundary=x")
                self.assertIn(reply.status, (400, 403))
        without = client.post("/nieuw", [("regels", "iza/snelle-toets"), ("bewijs", "vals")])
        self.assertEqual(without.status, 403)
        self.assertIn("Deze pagina was te oud", without.page.text)


if __name__ == "__main__":
    unittest.main()
