"""What each part's form shows: its fields with what stands in them and what is wrong with them."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from samhandling.ground.faults import Fault
from samhandling.ground.places import municipalities_of, place_name
from samhandling.ground.said import Said
from samhandling.plan.rules.form.activities import MOST_ROWS
from samhandling.plan.rules.form.activities import PARTS as ACTIVITY_PARTS
from samhandling.plan.rules.form.money import rows_of_money
from samhandling.plan.rules.form.texts import Texts, many, one
from samhandling.plan.rules.form.where import home_of
from samhandling.plan.rules.form.who import ROLE
from samhandling.web.editing.fields import FIELDS, choices_in
from samhandling.web.editing.opened import Opened
from samhandling.web.office.forms import Shown, shown

FIRST = "fran"
"""Which activity a page of many begins with."""

Faults = Sequence[Fault]
Drawn = dict[str, Any]


def draw(word: str, texts: Texts, opened: Opened, faults: Faults) -> Drawn:
    """The context of a part's template."""
    fields = _fields(word, texts, opened, faults)
    common = {"template": TEMPLATES.get(word, "editing/fields.html"), "fields": fields, "by_name": {one.field.name: one for one in fields}}
    return {**common, **_DRAWERS.get(word, _nothing)(texts, opened, faults)}


TEMPLATES: Mapping[str, str] = {
    word: f"editing/part_{name}.html"
    for word, name in (
        ("vilka", "who"),
        ("var", "where"),
        ("pengar", "money"),
        ("bidrar", "shares"),
        ("aktiviteter", "activities"),
        ("status", "status"),
    )
}


def at(faults: Faults, *columns: str) -> tuple[Fault, ...]:
    """The faults of some fields."""
    return tuple(fault for fault in faults if fault.location.column in columns)


def _fields(word: str, texts: Texts, opened: Opened, faults: Faults) -> list[Shown]:
    fields = FIELDS.get(word, ())
    return shown(fields, {field.name: one(texts, field.name) for field in fields}, choices_in(opened.around.language), faults)


def _nothing(texts: Texts, opened: Opened, faults: Faults) -> Drawn:
    return {}


def names_box(name: str, legend: Said, texts: Texts, faults: Faults, *, hint: Said | None = None) -> Drawn:
    """A box for each name and one more."""
    return {"name": name, "legend": legend, "hint": hint, "values": [*many(texts, name), ""], "faults": at(faults, name)}


def _who(texts: Texts, opened: Opened, faults: Faults) -> Drawn:
    owners = names_box("owners", Said("Ägare", "Owner"), texts, faults)
    partners = names_box("partners", Said("Medverkande", "Partners"), texts, faults)
    roles = [names_box(f"{ROLE}{role.id}", _capital(role.name.said), texts, faults) for role in opened.asked.strategy.roles]
    return {"boxes": [owners, partners], "roles": roles, "actors": opened.proposed}


def _where(texts: Texts, opened: Opened, faults: Faults) -> Drawn:
    home, ticked = home_of(opened.around), many(texts, "municipality")
    here = [(code, place_name(code), code in ticked) for code in municipalities_of(home)] if home else []
    return {"home": place_name(home) if home else "", "municipalities": here, "municipality_faults": at(faults, "municipality")}


def _money(texts: Texts, opened: Opened, faults: Faults) -> Drawn:
    rows: list[Drawn] = []
    for number in rows_of_money(texts):
        parts = {part: one(texts, f"grant-{number}-{part}") for part in ("kind", "financier", "amount")}
        if parts["financier"] or parts["amount"]:
            columns = tuple(f"grant-{number}-{part}" for part in parts)
            rows.append({"number": number, **parts, "faults": at(faults, *columns), "wrong": {fault.location.column for fault in faults}})
    spare = max((row["number"] for row in rows), default=-1) + 1
    rows.append({"number": spare, "kind": "granted", "financier": "", "amount": "", "faults": (), "wrong": set()})
    kinds = choices_in(opened.around.language)["money"]
    return {"rows": rows, "kinds": kinds, "actors": opened.proposed, "money_faults": at(faults, "grants")}


def _shares(texts: Texts, opened: Opened, faults: Faults) -> Drawn:
    view, chosen = opened.asked.strategy, set(many(texts, "area"))
    names = {area.code: area.name for area in view.areas}
    areas: dict[str, Drawn] = {}
    for area in view.focus_areas:
        ticked, share = set(many(texts, f"aspect-{area.code}")), one(texts, f"share-{area.code}")
        told = {
            "area": area,
            "share": share,
            "is_chosen": area.code in chosen or bool(ticked or share),
            "aspects": [(aspect, aspect.code in ticked) for aspect in area.aspects],
            "faults": at(faults, f"share-{area.code}"),
        }
        areas.setdefault(area.area, {"name": names.get(area.area), "rows": []})["rows"].append(told)
    return {"how": one(texts, "shares"), "areas": list(areas.values()), "share_faults": at(faults, "shares")}


def _activities(texts: Texts, opened: Opened, faults: Faults) -> Drawn:
    """A row for each activity that the form holds, and an empty one under an id of its own, which stays its own when two add at once."""
    keys = [
        key for key in many(texts, "activity") if any(one(texts, f"activity-{key}-{part}") for part in ACTIVITY_PARTS if part != "kind")
    ]
    late = [key for key in keys if not one(texts, f"activity-{key}-done")]
    keys = (late + [key for key in keys if key not in late]) if len(keys) > MOST_ROWS else keys
    first = min(_whole(one(texts, FIRST)), len(keys))
    rows = [_activity(key, texts, faults) for key in [*keys[first : first + MOST_ROWS], f"n{secrets.token_hex(5)}"]]
    return {
        "rows": rows,
        "left": len(keys) - len(rows) + 1,
        "following": first + MOST_ROWS if first + MOST_ROWS < len(keys) else None,
        "kinds": choices_in(opened.around.language)["activity"],
        "actors": opened.proposed,
        "activity_faults": at(faults, "activities"),
    }


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _activity(key: str, texts: Texts, faults: Faults) -> Drawn:
    stem = f"activity-{key}"
    parts = {part: one(texts, f"{stem}-{part}") for part in ACTIVITY_PARTS}
    mine = tuple(fault for fault in faults if fault.location.column == stem or fault.location.column.startswith(f"{stem}-"))
    return {"id": key, **parts, "is_new": not parts["title"] and not mine, "faults": mine}


def _status(texts: Texts, opened: Opened, faults: Faults) -> Drawn:
    return {"box": names_box("depends_on", Said("Väntar på", "Waits for"), texts, at(faults, "depends_on"))}


def _capital(said: Said) -> Said:
    return Said(said.sv[:1].upper() + said.sv[1:], said.en[:1].upper() + said.en[1:])


_DRAWERS: Mapping[str, Callable[[Texts, Opened, Faults], Drawn]] = {
    "vilka": _who,
    "var": _where,
    "pengar": _money,
    "bidrar": _shares,
    "aktiviteter": _activities,
    "status": _status,
}
