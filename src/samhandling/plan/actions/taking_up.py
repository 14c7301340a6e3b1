"""Take up what somebody told of: the suggestion is answered and becomes an idea, both or neither."""

from typing import Any

from django.db import transaction

from samhandling.ground.faults import Fault, Refused, refusal
from samhandling.ground.places import NATION, PlaceCode, county_of, is_municipality
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.language.text import fold
from samhandling.office.actions import record
from samhandling.office.inbox import answer_suggestion
from samhandling.office.queries import SuggestionRow, events_of, suggestions
from samhandling.people.queries import actors
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.rules.record import Basis, ContributionSource, Reach
from samhandling.plan.rules.soundness import LONGEST

SOURCE = "inkorgen"
MADE = "suggestion.made_idea"


def take_up(number: int, *, answer: str, by: Viewer, version: int) -> str:
    """Answer a suggestion of an effort with yes, and make it an idea; gives the idea's code.

    Who wrote, and how they are reached, stays in the inbox. Raises Refused with every fault: not a strategist, answered already, no
    word why, no effort, something of it that an initiative cannot hold.
    """
    row = next((one for one in suggestions(seen_by=by) if one.id == number), None)
    with transaction.atomic():
        faults: list[Fault] = []
        try:
            answer_suggestion(number, take_up=True, answer=answer, by=by, version=version)
        except Refused as refused:
            faults += refused.faults
        if row is None or row.kind != "effort":
            faults += [] if faults else [_no_effort(number)]
            raise Refused(faults)
        try:
            code = add_initiative(idea_of(row, by=by), strategy=row.strategy, by=by)
        except Refused as refused:
            raise Refused([*faults, *refused.faults]) from None
        if faults:
            raise Refused(faults)
        record(by, MADE, "suggestion", str(number), {"initiative": (None, code)})
    return code


def ideas_made(*, seen_by: Viewer) -> dict[int, str]:
    """The idea that each suggestion became, by the suggestion's number. Only for those who see working material."""
    if not seen_by.sees_internal:
        return {}
    told = events_of("suggestion", changing=True, seen_by=seen_by)
    return {int(event.subject_id): event.changes["initiative"][1] for event in told if event.verb == MADE}


def idea_of(row: SuggestionRow, *, by: Viewer) -> dict[str, Any]:
    """What a suggestion says of an initiative, as fields of `to_plain`. What is told in free words stays words."""
    told = row.told
    title, rest = _title(told.get("title", ""))
    owner = _known_actor(told.get("who", ""), by)
    words = (
        ("Vem gör den", "" if owner else told.get("who", "")),
        ("När", told.get("when", "")),
        ("Var", told.get("where", "")),
    )
    area = row.focus_area
    share: dict[str, Any] = {
        "focus_area": area,
        "share": None,
        "aspects": [],
        "source": ContributionSource.PERSON.value,
        "confirmed": False,
    }
    return {
        "title": title,
        "purpose_sv": rest,
        "owners": [owner] if owner else [],
        "note": "\n".join(f"{name}: {text.strip()}" for name, text in words if text.strip())[: LONGEST["note"]],
        "source": SOURCE,
        "basis": Basis.JUDGED.value if area else Basis.NOT_READ.value,
        "shares": [share] if area else [],
        **_where(row.place),
    }


def _title(text: str) -> tuple[str, str]:
    """(a name that fits, the whole text where it does not)."""
    whole = " ".join(text.split())
    if len(whole) <= LONGEST["title"]:
        return whole, ""
    return f"{whole[: LONGEST['title'] - 1].rsplit(' ', 1)[0]}…", text.strip()


def _known_actor(name: str, by: Viewer) -> str:
    """The actor that goes by this name; empty where none does: a new one is a strategist's to add."""
    wanted = fold(name)
    return next((one.code for one in actors(seen_by=by) if wanted in {fold(other) for other in one.names}), "") if wanted else ""


def _where(place: str) -> dict[str, Any]:
    code = PlaceCode(place)
    if not place:
        return {}
    if code == NATION:
        return {"reach": Reach.NATION.value}
    if is_municipality(code):
        return {"reach": Reach.NAMED.value, "municipalities": [code], "counties": [county_of(code)]}
    return {"reach": Reach.COUNTY.value, "counties": [code]}


def _no_effort(number: int) -> Fault:
    expected = Said("Ett förslag om en insats.", "A suggestion of an effort.")
    return refusal(str(number), expected, Said("Läs inkorgen på nytt.", "Read the inbox again.")).faults[0]
