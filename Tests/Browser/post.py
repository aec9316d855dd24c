"""A mail server that receives what the site sends, by the program that it sends with."""

from __future__ import annotations

import email.message
import email.policy
import re
import shutil
import threading
from email.parser import BytesParser

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from world import free_port, wait_until


class PostOffice:
    """Receives messages on a port of its own; may be told to refuse them for now."""

    SENDER = "toets@voorbeeld.nl"

    def __init__(self) -> None:
        self.port = free_port()
        self.is_closed = False
        self.refused = 0
        self._lock = threading.Lock()
        self._received: list[tuple[Envelope, email.message.EmailMessage]] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    @property
    def options(self) -> list[str]:
        """What `toets serve` needs to send here, by msmtp in place of sendmail."""
        program = shutil.which("msmtp")
        assert program is not None, "msmtp is er niet"
        command = f"{program} --host=127.0.0.1 --port={self.port} --tls=off --auth=off"
        return ["--mail-command", command, "--mail-from", self.SENDER]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        with self._lock:
            if self.is_closed:
                self.refused += 1
                return "451 Kom later terug"
            message = BytesParser(policy=email.policy.default).parsebytes(envelope.content or b"")
            assert isinstance(message, email.message.EmailMessage)
            self._received.append((envelope, message))
        return "250 OK"

    def letters(self, to: str) -> list[email.message.EmailMessage]:
        """The messages to somebody, in the order in which they came."""
        with self._lock:
            return [m for envelope, m in self._received if envelope.rcpt_tos == [to]]

    def wait_for(self, to: str, count: int) -> email.message.EmailMessage:
        """The last of so many messages to somebody."""
        wait_until(lambda: len(self.letters(to)) >= count, f"bericht {count} aan {to}")
        found = self.letters(to)
        assert len(found) == count, f"{len(found)} berichten in plaats van {count}"
        return found[-1]


def text(letter: email.message.EmailMessage) -> str:
    return str(letter.get_content()).replace("\r\n", "\n")


def link(letter: email.message.EmailMessage) -> str:
    """The address that a message leads to."""
    found = re.search(r"^http://localhost:\d+/\S+$", text(letter), re.MULTILINE)
    assert found is not None, text(letter)
    return found.group()
