"""A plan for some years: begin a draft, write what it says of each focus area, open it to the actors, drop it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import record
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.actions.editing import Conflict
from samhandling.plan.models import EditionArea, PlanEdition
from samhandling.plan.queries import existing_codes, strategy_key
from samhandling.plan.rules.edition_document import priorities
from samhandling.strategy.queries import strategy as open_strategy

SUBJECT = "plan_edition"
LONGEST: Mapping[str, int] = {"title": 200, "about": 8000, "decision": 8000, "reason": 8000}
LONGEST_YEARS = 30
MOST_INITIATIVES = 500


def new_edition(
    title: str, first: date, last: date, *, strategy: str, by: Viewer, about: str = "", proposed: Mapping[str, Sequence[str]] | None = None
) -> int:
    """Begin a draft. `proposed`: focus area → codes of initiatives that it begins with. Gives its number.

    Raises NotAllowed, Refused with every fault.
    """
    require(CHANGES_ALL, by)
    values = {"title": " ".join(title.split()), "valid_from": first, "valid_to": last, "about": about.strip()}
    _refuse(_frame_faults(values))
    key = strategy_key(strategy)
    with transaction.atomic():
        made = PlanEdition.objects.create(strategy_id=key, made_by=by.person, **values)
        EditionArea.objects.bulk_create(
            EditionArea(edition=made, focus_area=area.code, initiatives=list((proposed or {}).get(area.code, ())))
            for area in open_strategy(strategy, seen_by=by).focus_areas
        )
        record(by, "edition.begun", SUBJECT, str(made.pk), {"title": (None, made.title)}, version=1)
    return made.pk


def change_edition(number: int, *, title: str, first: date, last: date, about: str, by: Viewer, version: int) -> int:
    """Change a draft's name, years and introduction. Gives the new version. Raises NotAllowed, Refused, Conflict."""
    with transaction.atomic():
        found = draft(number, by=by)
        same_version(found.version, version)
        values = {"title": " ".join(title.split()), "valid_from": first, "valid_to": last, "about": about.strip()}
        _refuse(_frame_faults(values))
        return _save(found, values, "edition.changed", by)


def open_edition(number: int, is_open: bool, *, by: Viewer) -> int:
    """Let the actors read the draft and comment on it, or close it to them again."""
    with transaction.atomic():
        return _save(draft(number, by=by), {"is_open": is_open}, "edition.opened" if is_open else "edition.closed", by)


def drop_edition(number: int, *, by: Viewer) -> None:
    """Put a draft away. What was said of it stays in the history."""
    with transaction.atomic():
        _save(draft(number, by=by), {"state": PlanEdition.State.DROPPED.value}, "edition.dropped", by)


def change_area(
    number: int, focus_area: str, *, priority: str, decision: str, reason: str, initiatives: Sequence[str], by: Viewer, version: int
) -> int:
    """Write what a draft says of one focus area. Gives its new version.

    Raises NotAllowed; Refused with every fault; Conflict where somebody has saved the same focus area since `version`.
    """
    with transaction.atomic():
        found = draft(number, by=by)
        part = found.areas.select_for_update().filter(focus_area=focus_area).first() or _new_part(found, focus_area, by)
        same_version(part.version, version)
        values: dict[str, Any] = {
            "priority": priority,
            "decision": decision.strip(),
            "reason": reason.strip(),
            "initiatives": list(dict.fromkeys(initiatives)),
        }
        _refuse(_area_faults(values, by))
        changes = {f"{focus_area}.{name}": (getattr(part, name), value) for name, value in values.items() if getattr(part, name) != value}
        if not changes:
            return part.version
        for name, value in values.items():
            setattr(part, name, value)
        part.version += 1
        part.save()
        record(by, "edition.area_changed", SUBJECT, str(number), changes)
    return part.version


def draft(number: int, *, by: Viewer) -> PlanEdition:
    """The draft, held for change. Raises NotAllowed; Refused: there is none, or it has been adopted."""
    require(CHANGES_ALL, by)
    found = PlanEdition.objects.select_for_update().filter(pk=number).exclude(state=PlanEdition.State.DROPPED).first()
    if found is None:
        raise refusal(
            str(number),
            Said("Det finns ingen handlingsplan med det numret.", "There is no plan with that number."),
            Said("Kontrollera numret.", "Check the number."),
        )
    if found.state == PlanEdition.State.ADOPTED:
        raise refusal(
            found.title,
            Said("Planen är antagen och ändras inte mer.", "The plan has been adopted and is changed no more."),
            Said("Börja på en ny utgåva.", "Begin a new edition."),
        )
    return found


def _new_part(found: PlanEdition, focus_area: str, by: Viewer) -> EditionArea:
    """A focus area that the strategy got after the draft was begun."""
    codes = [area.code for area in open_strategy(found.strategy.code, seen_by=by).focus_areas]
    if focus_area not in codes:
        expected = Said(f"Ett av områdena {', '.join(codes)}.", f"One of {', '.join(codes)}.")
        raise refusal(focus_area, expected, Said("Välj ett av dem.", "Choose one of them."))
    return EditionArea(edition=found, focus_area=focus_area)


def _save(found: PlanEdition, values: Mapping[str, Any], verb: str, by: Viewer) -> int:
    changes = {name: (_plain(getattr(found, name)), _plain(value)) for name, value in values.items() if getattr(found, name) != value}
    if not changes:
        return found.version
    for name, value in values.items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    record(by, verb, SUBJECT, str(found.pk), changes, version=found.version)
    return found.version


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def same_version(now: int, read: int) -> None:
    """Raises Conflict where somebody has saved since the version that was read."""
    if now != read:
        expected = Said(
            "Inget har gått förlorat. Någon annan har sparat medan du skrev.",
            "Nothing is lost. Somebody else has saved while you wrote.",
        )
        way_out = Said("Läs sidan på nytt och gör om din ändring.", "Read the page again and repeat your change.")
        raise Conflict(refusal(f"version {read}", expected, way_out).faults, version=now)


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        raise Refused(faults)


def _fault(column: str, read: object, expected: Said, way_out: Said) -> Fault:
    return Fault(Location(column=column), str(read)[:80], expected, way_out)


def _frame_faults(values: Mapping[str, Any]) -> list[Fault]:
    found = _too_long(values, ("title", "about"))
    if not values["title"]:
        expected = Said(
            "Ett namn på planen, till exempel Handlingsplan 2024-2026.", "A name of the plan, for instance Action plan 2024-2026."
        )
        found.append(_fault("title", "", expected, Said("Skriv det.", "Write it.")))
    first, last = values["valid_from"], values["valid_to"]
    if last < first:
        expected = Said("Planen får inte sluta innan den börjar.", "The plan may not end before it begins.")
        found.append(_fault("valid_to", f"{first} – {last}", expected, Said("Rätta den ena dagen.", "Correct one of the days.")))
    elif last.year - first.year > LONGEST_YEARS:
        expected = Said(f"En plan för högst {LONGEST_YEARS} år.", f"A plan for at most {LONGEST_YEARS} years.")
        found.append(_fault("valid_to", last, expected, Said("Rätta den ena dagen.", "Correct one of the days.")))
    return found


def _area_faults(values: Mapping[str, Any], by: Viewer) -> list[Fault]:
    found = _too_long(values, ("decision", "reason"))
    if values["priority"] not in ("", *(one.id for one in priorities())):
        listed = ", ".join(one.said.sv for one in priorities())
        expected = Said(f"En av prioriteterna {listed}.", "One of the priorities in the list.")
        found.append(_fault("priority", values["priority"], expected, Said("Välj en av dem.", "Choose one of them.")))
    wanted = values["initiatives"]
    if len(wanted) > MOST_INITIATIVES:
        expected = Said(f"Högst {MOST_INITIATIVES} insatser.", f"At most {MOST_INITIATIVES} initiatives.")
        found.append(_fault("initiatives", len(wanted), expected, Said("Välj färre.", "Choose fewer.")))
    elif missing := sorted(set(wanted) - existing_codes(wanted, seen_by=by)):
        expected = Said("Insatser som finns.", "Initiatives that exist.")
        found.append(_fault("initiatives", ", ".join(missing), expected, Said("Ta bort dem ur urvalet.", "Take them out of the choice.")))
    return found


def _too_long(values: Mapping[str, Any], names: Sequence[str]) -> list[Fault]:
    return [
        _fault(
            name,
            values[name],
            Said(f"Högst {LONGEST[name]} tecken.", f"At most {LONGEST[name]} characters."),
            Said("Korta texten.", "Shorten the text."),
        )
        for name in names
        if len(values[name]) > LONGEST[name]
    ]
