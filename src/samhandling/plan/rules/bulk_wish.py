"""One wish for many initiatives: a field and its new value, and what it would make of each one."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Basis, ContributionSource, Kind, Openness, Stage, ToldStatus

MOST = 500
"""Initiatives at a time."""

FIELDS = ("stage", "kind", "owner", "target_group", "openness", "end", "share", "told")
GROUP_OF: Mapping[str, str] = {
    "stage": "stage",
    "kind": "kind",
    "owner": "owners",
    "target_group": "target_groups",
    "openness": "openness",
    "end": "end",
    "share": "distribution",
    "told": "told",
}
"""The group of fields (plan/rules/merging.py) that a wish changes."""

ADD, REMOVE, REPLACE = "add", "remove", "replace"
WORDS: Mapping[str, Collection[str]] = {
    "stage": [one.value for one in Stage],
    "kind": [one.value for one in Kind],
    "openness": [one.value for one in Openness],
}
LONGEST = {"target_group": 200, "reason": 2000}
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*%?")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted. `value`: a word, an actor's code, a text, an ISO day (empty: unknown), a focus area, a status (empty: none).

    `mode`: add, remove or replace, for owners and target groups. `share`: in per cent, for a focus area; empty takes it away.
    `reason`: for a told status; `instead`: what has taken over. `precision`: how exactly the day is known.
    """

    field: str
    value: str = ""
    mode: str = REPLACE
    share: str = ""
    reason: str = ""
    instead: str = ""
    precision: str = "day"


def faults_of_wish(wish: Wish, *, focus_areas: Collection[str], actors: Collection[str]) -> list[Fault]:
    """Everything that is wrong with a wish, whatever initiatives it is for."""
    if wish.field not in FIELDS:
        return [_fault("field", wish.field, Said("Ett av fälten i listan.", "One of the fields in the list."))]
    if wish.field in WORDS:
        known = wish.value in WORDS[wish.field]
        return [] if known else [_fault("value", wish.value, Said("Ett av alternativen i listan.", "One of the choices in the list."))]
    return _CHECKS[wish.field](wish, focus_areas, actors)


def wished(wish: Wish, now: Plain, *, today: date) -> Plain | Said:
    """The fields that a sound wish makes of one initiative; or why it cannot be done to this one."""
    if wish.field in WORDS:
        return {wish.field: wish.value}
    if wish.field == "end":
        return _end(wish, now)
    if wish.field == "owner":
        return {"owners": _listed(wish, now["owners"])}
    if wish.field == "target_group":
        return {"target_groups": _listed(wish, now["target_groups"])}
    return _shares(wish, now) if wish.field == "share" else _told(wish, now, today)


_CHOOSE = Said("Välj ett av dem.", "Choose one of them.")


def _fault(column: str, read: str, expected: Said, way_out: Said = _CHOOSE) -> Fault:
    return Fault(Location(column=column), read[:80], expected, way_out)


def _owner_faults(wish: Wish, focus_areas: Collection[str], actors: Collection[str]) -> list[Fault]:
    if wish.value in actors and wish.mode in (ADD, REMOVE, REPLACE):
        return []
    expected = Said("Namnet på en aktör som finns.", "The name of an actor that exists.")
    return [_fault("value", wish.value, expected, Said("Välj en i listan.", "Choose one in the list."))]


def _target_faults(wish: Wish, focus_areas: Collection[str], actors: Collection[str]) -> list[Fault]:
    if wish.value.strip() and len(wish.value) <= LONGEST["target_group"] and wish.mode in (ADD, REMOVE, REPLACE):
        return []
    expected = Said("En målgrupp, med högst 200 tecken.", "A target group, in at most 200 characters.")
    return [_fault("value", wish.value, expected, Said("Skriv den.", "Write it."))]


def _end_faults(wish: Wish, focus_areas: Collection[str], actors: Collection[str]) -> list[Fault]:
    try:
        date.fromisoformat(wish.value or "2000-01-01")
    except ValueError:
        expected = Said("En dag som finns, till exempel 2026-12-31.", "A day that exists, for instance 2026-12-31.")
        return [_fault("value", wish.value, expected, Said("Rätta dagen.", "Correct the day."))]
    return []


def _share_faults(wish: Wish, focus_areas: Collection[str], actors: Collection[str]) -> list[Fault]:
    found = []
    if wish.value not in focus_areas:
        found.append(_fault("value", wish.value, Said("Ett av strategins insatsområden.", "One of the strategy's focus areas.")))
    if wish.share and part_of(wish.share) is None:
        expected = Said(
            "En andel över 0 och högst 100 procent, till exempel 40.", "A share above 0 and at most 100 per cent, for instance 40."
        )
        found.append(
            _fault("share", wish.share, expected, Said("Rätta andelen, eller lämna tomt.", "Correct the share, or leave it empty."))
        )
    return found


def _told_faults(wish: Wish, focus_areas: Collection[str], actors: Collection[str]) -> list[Fault]:
    found = []
    if wish.value and wish.value not in set(ToldStatus):
        found.append(_fault("value", wish.value, Said("En av statusarna i listan.", "One of the statuses in the list.")))
    if wish.value and not wish.reason.strip():
        found.append(_fault("reason", "", Said("Ett skäl till statusen.", "A reason for the status."), Said("Skriv varför.", "Write why.")))
    if len(wish.reason) > LONGEST["reason"]:
        expected = Said("Ett skäl med högst 2000 tecken.", "A reason in at most 2000 characters.")
        found.append(_fault("reason", wish.reason, expected, Said("Korta skälet.", "Shorten the reason.")))
    if wish.value == ToldStatus.SUPERSEDED and not wish.instead.strip():
        expected = Said("Ärendenumret på den insats som har tagit över.", "The case number of the one that has taken over.")
        found.append(_fault("instead", "", expected, Said("Skriv numret.", "Write the number.")))
    return found


_CHECKS: Mapping[str, Callable[[Wish, Collection[str], Collection[str]], list[Fault]]] = {
    "owner": _owner_faults,
    "target_group": _target_faults,
    "end": _end_faults,
    "share": _share_faults,
    "told": _told_faults,
}


def part_of(share: str) -> Fraction | None:
    """A share written in per cent, as a part of 1; `None` where it cannot be read, or is no share."""
    found = _PERCENT.fullmatch(share.strip())
    part = Fraction(found[1].replace(",", ".")) / 100 if found else None
    return part if part is not None and 0 < part <= 1 else None


def _listed(wish: Wish, now: list[str]) -> list[str]:
    others = [one for one in now if one != wish.value]
    if wish.mode == REMOVE:
        return others
    return [wish.value] if wish.mode == REPLACE else [*now, *([] if wish.value in now else [wish.value])]


def _end(wish: Wish, now: Plain) -> Plain | Said:
    if now["kind"] == Kind.STANDING and wish.value:
        return Said("Den är ett ordinarie uppdrag och pågår tills vidare.", "It is a standing commitment and goes on until further notice.")
    return {"end": wish.value or None, "end_precision": wish.precision if wish.value else "day"}


def _shares(wish: Wish, now: Plain) -> Plain | Said:
    """One focus area's share; the others stay as they are."""
    others = [share for share in now["shares"] if share["focus_area"] != wish.value]
    mine = next((share for share in now["shares"] if share["focus_area"] == wish.value), None)
    if not wish.share:
        if mine is None:
            return {}
        return {"shares": others, "basis": Basis.JUDGED.value}
    if any(share["share"] is None for share in others):
        return Said(
            "De andra insatsområdena har ingen andel. Skriv hela fördelningen på insatsens sida.",
            "Its other focus areas have no share. Write the whole distribution on the initiative's page.",
        )
    part = part_of(wish.share)
    if mine is not None and mine["share"] is not None and Fraction(mine["share"]) == part:
        return {}
    made: dict[str, Any] = {
        "focus_area": wish.value,
        "share": str(part),
        "aspects": list(mine["aspects"]) if mine else [],
        "source": ContributionSource.PERSON.value,
        "confirmed": False,
    }
    kept = [made if share is mine else share for share in now["shares"]]
    return {"shares": kept if mine else [*kept, made], "basis": Basis.JUDGED.value}


def _told(wish: Wish, now: Plain, today: date) -> Plain | Said:
    if not wish.value:
        return {"told": None}
    if wish.instead.strip() == now["id"]:
        return Said("Den kan inte ersättas av sig själv.", "It cannot be superseded by itself.")
    instead = wish.instead.strip() if wish.value == ToldStatus.SUPERSEDED else ""
    return {"told": {"status": wish.value, "reason": wish.reason.strip(), "day": today.isoformat(), "instead": instead}}
