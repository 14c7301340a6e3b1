"""What could not be done, as problem+json (RFC 9457): every fault at once, each with where, what was read, what is expected, the way out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from samhandling.ground.faults import Fault, Refused
from samhandling.ground.said import Language, Said
from samhandling.plan.rules.agreeing import Clash
from samhandling.plan.rules.words import GROUP_NAMES

MEDIA_TYPE = "application/problem+json"


class ProblemFault(Schema):
    """One reason: where it is, what stood there, what is expected there, and what to do."""

    where: str
    read: str
    expected: str
    way_out: str


class ProblemClash(Schema):
    """A field that two have changed differently: as both read it, as the other saved it, as this request wants it."""

    field: str
    name: str
    before: dict[str, Any]
    theirs: dict[str, Any]
    mine: dict[str, Any]


class Problem(Schema):
    """What could not be done, and why. `version` and `clashes` tell of a conflict."""

    type: str
    title: str
    status: int
    faults: list[ProblemFault] = Field(default_factory=list)
    version: int | None = None
    clashes: list[ProblemClash] = Field(default_factory=list)


TITLES: Mapping[int, Said] = {
    400: Said("Det som skickades går inte att läsa som JSON.", "What was sent cannot be read as JSON."),
    401: Said("Nyckeln gäller inte.", "The token is not valid."),
    404: Said("Det finns inget här som du får se eller ändra.", "There is nothing here that you may see or change."),
    405: Said("Så kan man inte göra på den här adressen.", "That cannot be done at this address."),
    412: Said("Någon annan har sparat sedan du läste.", "Somebody else has saved since you read."),
    413: Said("Det som skickades är för stort.", "What was sent is too large."),
    415: Said("Det som skickas ska vara JSON.", "What is sent should be JSON."),
    422: Said("Det gick inte.", "It could not be done."),
    428: Said("Tala om vilken version du ändrar.", "Tell which version you change."),
    429: Said("För många anrop på kort tid.", "Too many calls in a short time."),
    500: Said("Något gick fel hos oss. Inget är sparat till hälften.", "Something failed on our side. Nothing is half-saved."),
    503: Said("Databasen svarar inte just nu. Inget är sparat.", "The database does not answer just now. Nothing is saved."),
}

WAYS_OUT: Mapping[int, Said] = {
    401: Said("Skaffa en ny nyckel på sidan Konto, Nycklar.", "Get a new token on the page Account, Tokens."),
    405: Said("Se vilka metoder adressen har i Allow.", "See which methods the address has in Allow."),
    415: Said("Skicka med Content-Type: application/json.", "Send with Content-Type: application/json."),
    503: Said("Försök igen om en stund.", "Try again in a while."),
    500: Said("Försök igen om en stund, och hör av dig om det händer på nytt.", "Try again in a while, and tell us if it happens anew."),
    428: Said("Läs först, och skicka med svarets ETag som If-Match.", "Read first, and send the answer's ETag along as If-Match."),
}


class Problematic(Exception):  # noqa: N818 (a word of the product, not a technical error)
    """Something about the request itself, rather than about what it asks for."""

    def __init__(
        self, status: int, headers: Mapping[str, str] | None = None, faults: Sequence[Fault] = (), version: int | None = None
    ) -> None:
        super().__init__(TITLES[status].sv)
        self.status, self.headers, self.faults, self.version = status, dict(headers or {}), tuple(faults), version


def problem(
    status: int,
    language: Language,
    faults: Iterable[Fault] = (),
    *,
    headers: Mapping[str, str] | None = None,
    clashes: Iterable[Clash] = (),
    version: int | None = None,
) -> HttpResponse:
    """The answer that tells of a problem. Its body follows `Problem`."""
    way_out = WAYS_OUT.get(status)
    told = [fault_told(fault, language) for fault in faults]
    if not told and way_out:
        told = [{"where": "", "read": "", "expected": TITLES[status].in_(language), "way_out": way_out.in_(language)}]
    body: dict[str, Any] = {"type": "about:blank", "title": TITLES[status].in_(language), "status": status, "faults": told}
    if status == 412:
        body |= {"version": version, "clashes": [clash_told(one, language) for one in clashes]}
    content = json.dumps(body, ensure_ascii=False, indent=2)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def refused(exception: Refused, language: Language) -> HttpResponse:
    """What an action or a query refused."""
    return problem(422, language, exception.faults)


def fault_told(fault: Fault, language: Language) -> dict[str, str]:
    """A fault as `ProblemFault`: at its field, or at its place in a file."""
    place = fault.location
    return {
        "where": place.column if place.column and place.row is None else place.said().in_(language),
        "read": fault.read,
        "expected": fault.expected.in_(language),
        "way_out": fault.way_out.in_(language),
    }


def clash_told(one: Clash, language: Language) -> dict[str, Any]:
    """A clash as `ProblemClash`."""
    name = GROUP_NAMES[one.group].in_(language)
    return {"field": one.group, "name": name, "before": one.before, "theirs": one.theirs, "mine": one.mine}
