"""The values of an initiative in words, with names in the place of codes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from samhandling.ground.counting import as_known_said, day_said
from samhandling.ground.periods import Precision
from samhandling.ground.said import Said, same
from samhandling.plan.rules.form.days import FURTHER_NOTICE
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Kind
from samhandling.plan.rules.words import UNKNOWN, in_words
from samhandling.web.editing.opened import Opened

LABELS: Mapping[str, Said] = {
    "title": Said("Namn", "Name"),
    "owners": Said("Ägare", "Owner"),
    "partners": Said("Medverkande", "Partners"),
    "kind": Said("Typ", "Kind"),
    "stage": Said("Steg", "Stage"),
    "start": Said("Start", "Start"),
    "end": Said("Slut", "End"),
    "decided": Said("Beslutad", "Decided"),
    "bounds": Said("Tidsgränser", "Bounds in time"),
    "places": Said("Plats", "Place"),
    "distribution": Said("Insatsområden", "Focus areas"),
    "grants": Said("Belopp", "Amounts"),
    "target_groups": Said("Målgrupp", "Target group"),
    "purpose_sv": Said("Beskrivning", "Description"),
    "purpose_en": Said("Beskrivning på engelska", "Description in English"),
    "note": Said("Anmärkning", "Note"),
    "source": Said("Källa", "Source"),
    "fields": Said("Egna fält", "Own fields"),
    "steps": Said("Svar på stegens frågor", "Answers to the steps' questions"),
    "roles": Said("Roller", "Roles"),
    "activities": Said("Aktiviteter", "Activities"),
    "depends_on": Said("Väntar på", "Waits for"),
    "told": Said("Status", "Status"),
    "openness": Said("Får ses av", "May be seen by"),
}
NOTHING: Mapping[str, Said] = {
    "activities": Said("inga ännu", "none yet"),
    "depends_on": Said("ingen annan insats", "no other initiative"),
    "roles": Said("ingen ännu", "nobody yet"),
    "partners": Said("inga ännu", "none yet"),
    "steps": Said("inga ännu", "none yet"),
    "grants": Said("inga kända", "none known"),
    "note": Said("ingen", "none"),
    "purpose_en": Said("ingen", "none"),
}
"""What is said of an empty list, which is not the same as something unknown."""


def said_of(group: str, values: Plain, opened: Opened) -> Said:
    """The value of a group in words, with the names of actors, focus areas, aspects, roles and steps."""
    part = {name: values[name] for name in GROUPS[group]}
    if group in NOTHING and not any(part.values()):
        return NOTHING[group]
    if group == "end" and not values["end"] and values["kind"] == Kind.STANDING:
        return FURTHER_NOTICE
    if group in _DAYS and values[group]:
        return as_known_said(date.fromisoformat(values[group]), Precision(values[f"{group}_precision"]))
    if group in _AS_WRITTEN:
        return _as_written(part[group], opened)
    if group == "activities":
        return _activities(part["activities"])
    named = _NAMERS.get(group)
    if named is None:
        return in_words(group, part)
    return Said(in_words(group, named(part, opened, "sv")).sv, in_words(group, named(part, opened, "en")).en)


_DAYS = frozenset({"start", "end", "decided"})
_AS_WRITTEN = frozenset({"title", "purpose_sv", "purpose_en", "note", "target_groups", "owners", "partners", "depends_on"})
"""Texts and names, which beside a label need no quotation marks."""


def _as_written(value: str | list[str], opened: Opened) -> Said:
    names = opened.around.names
    text = value if isinstance(value, str) else ", ".join(names.get(one, one) for one in value)
    return same(text) if text else UNKNOWN


def _activities(activities: list[Plain]) -> Said:
    """Each with the day that it was done, or is to be done by, as exactly as it is known."""
    told = [_activity(one) for one in activities]
    return Said("; ".join(one.sv for one in told), "; ".join(one.en for one in told))


def _activity(one: Plain) -> Said:
    title = one["title"]
    if one["done"]:
        done = day_said(date.fromisoformat(one["done"]))
        return Said(f"{title} (klar {done.sv})", f"{title} (done {done.en})")
    if one["end"]:
        end = as_known_said(date.fromisoformat(one["end"]), Precision(one["end_precision"]))
        return Said(f"{title} (senast {end.sv})", f"{title} (by {end.en})")
    return same(title)


def _roles(part: Plain, opened: Opened, language: str) -> Plain:
    names = opened.around.names
    roles = {role.id: _in(role.name, language) for role in opened.asked.strategy.roles}
    return {"roles": [[roles.get(role, role), names.get(actor, actor)] for role, actor in part["roles"]]}


def _steps(part: Plain, opened: Opened, language: str) -> Plain:
    steps = {step.id: _in(step.name, language) for step in opened.asked.strategy.steps}
    return {"steps": [[steps.get(step, step), text] for step, text in part["steps"]]}


def _distribution(part: Plain, opened: Opened, language: str) -> Plain:
    areas = {area.code: area for area in opened.asked.strategy.focus_areas}
    shares = []
    for share in part["shares"]:
        area = areas.get(share["focus_area"])
        if area is None:
            shares.append(share)
            continue
        aspects = {aspect.code: _in(aspect.name, language) for aspect in area.aspects}
        named = {"focus_area": f"{area.code} {_in(area.short, language)}", "aspects": [aspects.get(one, one) for one in share["aspects"]]}
        shares.append({**share, **named})
    return {**part, "shares": shares}


def _grants(part: Plain, opened: Opened, language: str) -> Plain:
    names = opened.around.names
    return {"grants": [{**grant, "financier": names.get(grant["financier"], grant["financier"])} for grant in part["grants"]]}


def _in(text: Any, language: str) -> str:
    """A strategy's text, which may be a pair of ours or of the file."""
    found: str = text.sv if language == "sv" else text.en or text.sv
    return found


_NAMERS = {
    "roles": _roles,
    "steps": _steps,
    "distribution": _distribution,
    "grants": _grants,
}
