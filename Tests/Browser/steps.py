"""Steps in the procedure by HTTP, for tests that are about something else."""

from __future__ import annotations

import re

from world import Client


def take(client: Client, plan: str, step: str, **answers: str) -> None:
    """A step that has to be possible."""
    form = client.read(f"{plan}/stap/{step}").form(f"/stap/{step}")
    reply = client.submit(form, answers)
    assert reply.status == 303, f"stap {step}: {reply.status} {reply.page.text[:400]}"


def hand_in(client: Client, plan: str, region: str = "") -> None:
    """Hands in a draft, or an addition, as it is."""
    where = {"keuze": region} if region else {}
    take(client, plan, "submit" if region else "supply", akkoord="ja", **where)


def unjudged(client: Client, plan: str) -> list[str]:
    """The checks that an insurer has to judge before it can hand in: it is told which."""
    form = client.read(f"{plan}/stap/handIn").form("/stap/handIn")
    reply = client.submit(form, {"keuze": "ja", "reden": "Proef"})
    assert reply.status == 422, f"inleveren mag pas als alles beoordeeld is: {reply.status}"
    found = re.search(r"Geef eerst een oordeel over: ([^<]*?)\.<", reply.text)
    assert found is not None, reply.page.text[:500]
    return found.group(1).split(", ")


def judge(client: Client, plan: str, check: str, reason: str, holds: bool = True) -> None:
    form = client.read(f"{plan}/beoordelen/{check}").form(f"/beoordelen/{check}")
    reply = client.submit(form, {"oordeel": "ja" if holds else "nee", "reden": reason})
    assert reply.status == 303, f"oordeel over {check}: {reply.status} {reply.page.text[:400]}"


def unmet(client: Client, plan: str) -> list[str]:
    """The checks that keep something from being approved, as the page of a conclusion names them."""
    page = client.read(f"{plan}/stap/propose")
    links = [href.rpartition("/")[2] for href, _ in page.links if "/beoordelen/" in href]
    return list(dict.fromkeys(links))


def settle(first: Client, second: Client, plan: str, reason: str) -> None:
    """Both say of all that is not met that it is; what only one says settles nothing."""
    checks = unmet(first, plan)
    for number, client in enumerate((first, second)):
        for check in checks:
            judge(client, plan, check, reason)
        left = unmet(first, plan)
        assert left == ([] if number else checks), f"na {number + 1}: {left}, was {checks}"


def agree(first: Client, second: Client, plan: str, reasons: list[str]) -> None:
    """Both leaders judge everything and come to the conclusion that it is approved."""
    take(first, plan, "start")
    for client in (first, second):
        for number, check in enumerate(unjudged(client, plan)):
            judge(client, plan, check, reasons[number % len(reasons)])
        take(client, plan, "handIn", keuze="ja", reden=reasons[0])
    settle(first, second, plan, reasons[0])
    conclude(first, second, plan, reasons[0])


def conclude(first: Client, second: Client, plan: str, reason: str) -> None:
    # Today's rules are not known: whoever decides says why others are applied.
    take(first, plan, "propose", keuze="approve", reden=reason, toepassing=reason)
    take(second, plan, "confirm", toepassing=reason)
