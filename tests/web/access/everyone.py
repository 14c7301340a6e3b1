"""One browser for each kind of reader, and the things that the addresses of the table are about."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from regions import Region
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.inbox import Told, suggest
from samhandling.office.queries import events_of
from samhandling.people.actions import add_person
from samhandling.people.keys import make_link
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import change
from samhandling.plan.actions.editions import new_edition
from samhandling.plan.queries import records_of

PASSWORD = "fyra ord utan samband"
READERS = ("visitor", "link", "answering_link", "own", "other", "reader", "assessor", "strategist", "administrator")
"""The columns of the table. `own` answers for the actor whose idea the addresses are about, `other` for another actor."""

ROLES = {"reader": Role.READER, "assessor": Role.ASSESSOR, "strategist": Role.STRATEGIST, "administrator": Role.ADMINISTRATOR}


@dataclass(frozen=True)
class House:
    """The browsers, and what stands for {idea}, {effort}, {actor} ... in the table's addresses."""

    clients: dict[str, Client]
    names: dict[str, str]


def move_in(region: Region) -> House:
    """Somebody of every kind; an idea of one actor that is not published; a published effort; one thing of each kind that has a number."""
    owners = [record.owners[0] for record in records_of(region.strategy, seen_by=OPERATOR) if record.owners]
    mine, theirs = list(dict.fromkeys(owners))[:2]
    idea = add_initiative({"title": "En hemlig idé", "owners": [mine]}, strategy=region.strategy, by=OPERATOR)
    change(idea, {"note": "Ännu hemligare"}, strategy=region.strategy, by=OPERATOR, version=1)
    effort = next(record.id for record in records_of(region.strategy, seen_by=OPERATOR) if record.owners[:1] == (theirs,))
    told = Told("conversation", region.strategy, "1.1", "04", {"reason": "Vi vill prata"}, "Någon")
    speaker = Viewer(ViewerKind.PERSON, actors=frozenset({mine}))
    first, last = date(2026, 1, 1), date(2028, 12, 31)
    names = {
        "idea": idea,
        "effort": effort,
        "actor": mine,
        "event": str(events_of("initiative", [idea], changing=True, seen_by=OPERATOR)[-1].id),
        "comment": str(comment(idea, "comment", "Ring mig", strategy=region.strategy, by=speaker)),
        "suggestion": str(suggest(told, sender="x", by=VISITOR)),
        "edition": str(new_edition("Handlingsplan 2026-2028", first, last, strategy=region.strategy, by=OPERATOR)),
        "run": str(region.run),
    }
    clients = {"visitor": Client()}
    for name, role in ROLES.items():
        names["person"] = str(add_person(f"{name}@example.se", PASSWORD, role=role, name=name, by=OPERATOR))
        clients[name] = _signed_in(f"{name}@example.se")
    for name, actor in (("own", mine), ("other", theirs)):
        add_person(f"{name}@example.se", PASSWORD, role=Role.CONTRIBUTOR, name=name, actors=[actor], by=OPERATOR)
        clients[name] = _signed_in(f"{name}@example.se")
    for name, may_answer in (("link", False), ("answering_link", True)):
        clients[name] = Client()
        clients[name].get(f"/lank/{make_link(mine, days=10, may_answer=may_answer, by=OPERATOR)}")
    upload = clients["strategist"].post("/las-in", {"fil": SimpleUploadedFile("lista.csv", LIST)})
    names["job"] = upload["Location"].split("?")[0].split("/")[2]
    return House(clients, names)


LIST = "Ärende;Projektnamn;Stödmottagare\nX1;Ett nytt projekt;Flens kommun\n".encode()


def _signed_in(email: str) -> Client:
    client = Client()
    assert client.post("/logga-in", {"email": email, "password": PASSWORD}).status_code == 303
    return client


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is done in here is undone after."""
    with transaction.atomic():
        point = transaction.savepoint()
        yield
        transaction.savepoint_rollback(point)


def answer(client: Client, method: str, path: str) -> int:
    """The status of an answer; nothing that it wrote stays."""
    with taken_back():
        cookies = client.cookies.output()
        form: dict[str, Any] = {"content_type": "application/json"} if path.startswith("/api/") else {}
        found: Any = client.post(path, {}, **form) if method == "POST" else client.get(path)
        if client.cookies.output() != cookies:
            client.cookies.load(re.sub(r"Set-Cookie: ", "", cookies))
        return int(found.status_code)


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address that the site answers to, by its name."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one, f"{before}{one.namespace}:" if one.namespace else before)
        else:
            yield f"{before}{one.name}", one
