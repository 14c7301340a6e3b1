"""What waits to be shared or published, in words: new, changed from what to what, gone and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.ground.said import Language, Said
from samhandling.plan.differing import CHANGED, GONE, NEW, Difference
from samhandling.plan.rules.plain import Plain
from samhandling.web.history.changes import Change, group_changes

KINDS: Mapping[str, Said] = {NEW: Said("Ny", "New"), CHANGED: Said("Ändrad", "Changed"), GONE: Said("Borta", "Gone")}

NOTHING_SEEN = Said("Ändrad och tillbaka igen, eller bara i det som inte visas.", "Changed and changed back, or only in what is not shown.")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One initiative that a new picture would show otherwise."""

    code: str
    title: str
    kind: str
    word: Said
    why: Said | None
    changes: tuple[Change, ...]


def waiting(found: Sequence[Difference], actors: Mapping[str, str]) -> list[Waiting]:
    """In the same order, in words."""
    return [_one(difference, actors) for difference in found]


def _one(found: Difference, actors: Mapping[str, str]) -> Waiting:
    changes: tuple[Change, ...] = ()
    why = None
    if found.kind == NEW:
        why = _owned(found.after, actors)
    elif found.kind == GONE:
        why = _why(found)
    elif found.before is not None and found.after is not None:
        changes = tuple(group_changes(found.before, found.after, actors))
        why = None if changes else NOTHING_SEEN
    return Waiting(found.code, found.title, found.kind, KINDS[found.kind], why, changes)


def _owned(values: Plain | None, actors: Mapping[str, str]) -> Said | None:
    names = ", ".join(actors.get(code, code) for code in values["owners"]) if values else ""
    return Said(f"Ägare: {names}.", f"Owner: {names}.") if names else Said("Ägaren är okänd.", "The owner is unknown.")


def _why(found: Difference) -> Said:
    if found.why == "merged":
        return Said(f"Har slagits ihop med {found.instead}.", f"Has been merged into {found.instead}.")
    if found.why == "removed":
        return Said("Finns inte längre i arbetsmaterialet.", "Is no longer in the working material.")
    return Said("Ska inte längre visas för andra.", "Is no longer to be shown to others.")


def plain(one: Waiting, language: Language) -> dict[str, Any]:
    """As plain values."""
    return {
        "id": one.code,
        "title": one.title,
        "kind": one.kind,
        "why": one.why.in_(language) if one.why else None,
        "changes": [
            {"field": change.field, "before": change.before.in_(language), "after": change.after.in_(language)} for change in one.changes
        ],
    }


COLUMNS = (
    Said("Ärende", "Case"),
    Said("Namn", "Name"),
    Said("Vad händer", "What happens"),
    Said("Fält", "Field"),
    Said("Förut", "Before"),
    Said("Nu", "Now"),
)


def rows(found: Sequence[Waiting], language: Language) -> list[list[Any]]:
    """A row for each thing that changes; one for an initiative that is new or gone."""
    table: list[list[Any]] = []
    for one in found:
        told = [[change.name.in_(language), change.before.in_(language), change.after.in_(language)] for change in one.changes]
        head = [one.code, one.title, one.word.in_(language)]
        table.extend([*head, *cells] for cells in told or [["", "", one.why.in_(language) if one.why else ""]])
    return table
