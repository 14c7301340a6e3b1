"""Activities and milestones: rows that are added, changed, done and removed, one row more each time."""

import re

from samhandling.ground.said import Said
from samhandling.plan.rules.form.days import day_text, read_day_field
from samhandling.plan.rules.form.texts import Around, Reading, Texts, many, one
from samhandling.plan.rules.form.who import actors_in
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import ActivityKind

PARTS = ("title", "kind", "start", "end", "done", "responsible", "remove")
MOST_ROWS = 60
"""Rows of one page of the form."""

_ID = re.compile(r"[A-Za-z0-9_]{1,40}")


def activity_texts(values: Plain, around: Around) -> Texts:
    """A row for each activity, under the activity's own id."""
    texts: dict[str, tuple[str, ...]] = {"activity": tuple(one["id"] for one in values["activities"])}
    for activity in values["activities"]:
        row = f"activity-{activity['id']}"
        texts[f"{row}-title"] = (activity["title"],)
        texts[f"{row}-kind"] = (activity["kind"],)
        texts[f"{row}-start"] = (activity["start"] or "",)
        texts[f"{row}-end"] = (day_text(activity, "end", around.language),)
        texts[f"{row}-done"] = (activity["done"] or "",)
        texts[f"{row}-responsible"] = (around.names.get(activity["responsible"], activity["responsible"]),)
    return texts


def read_activities(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The activities of the form put in place of those that it was opened with; those that it does not show are left.

    A new row without a name is no activity. A row that is ticked for removal is gone; an old row whose name was cleared is a fault.
    `done_today` holds the id of the row whose button was pressed.
    """
    told, was = activity_texts(before, around), {activity["id"]: activity for activity in before["activities"]}
    asked = [key for key in dict.fromkeys(many(texts, "activity")) if _ID.fullmatch(key)]
    if len(asked) > MOST_ROWS * 2:
        expected = Said(f"Högst {MOST_ROWS} rader åt gången.", f"At most {MOST_ROWS} rows at a time.")
        into.wrong("activities", "", expected, Said("Spara några i taget.", "Save some at a time."))
        return
    found = {}
    for key in asked:
        if not one(texts, f"activity-{key}-remove") and (activity := _activity(key, texts, told, was.get(key), around, into)):
            found[key] = activity
    kept = [found.get(key, activity) for key, activity in was.items() if key in found or key not in asked]
    into.values["activities"] = kept + [activity for key, activity in found.items() if key not in was]


def _activity(key: str, texts: Texts, told: Texts, was: Plain | None, around: Around, into: Reading) -> Plain | None:
    row = f"activity-{key}"
    written = {part: one(texts, f"{row}-{part}") for part in PARTS}
    if was is None and not any(text for part, text in written.items() if part not in ("kind", "remove")):
        return None
    if key in many(texts, "done_today"):
        written["done"] = around.today
    end = read_day_field(written["end"], f"{row}-end", into, end=True)
    if was and written["end"] == one(told, f"{row}-end"):
        last, precision = was["end"], was["end_precision"]
    else:
        last, precision = end.value.isoformat() if end.value else None, end.precision.value
    actors = actors_in([written["responsible"]] if written["responsible"] else [], f"{row}-responsible", around, into)
    return {
        "id": key,
        "title": written["title"],
        "kind": written["kind"] if written["kind"] in list(ActivityKind) else ActivityKind.ACTIVITY.value,
        "start": _exact_day(written["start"], f"{row}-start", into),
        "end": last,
        "end_precision": precision,
        "done": _done(written["done"], f"{row}-done", around, into),
        "responsible": actors[0] if actors else "",
    }


def _exact_day(text: str, field: str, into: Reading) -> str | None:
    day = read_day_field(text, field, into)
    return day.value.isoformat() if day.value else None


def _done(text: str, field: str, around: Around, into: Reading) -> str | None:
    day = _exact_day(text, field, into)
    if day and day > around.today:
        expected = Said("En dag som har varit: då blev det klart.", "A day that has been: when it was done.")
        into.wrong(field, text, expected, Said("Skriv den framtida dagen som slut i stället.", "Write a day to come as the end instead."))
    return day
