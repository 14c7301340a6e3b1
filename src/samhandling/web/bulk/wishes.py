"""What a form wishes of many initiatives: which fields it shows for which field of an initiative, and how they are read."""

from collections.abc import Mapping

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Language, Said
from samhandling.ground.viewer import Viewer
from samhandling.people.queries import actors
from samhandling.plan.rules.bulk_wish import ADD, REMOVE, REPLACE, Wish
from samhandling.plan.rules.dates import read_day
from samhandling.plan.rules.words import KIND_NAMES, OPENNESS_NAMES, STAGE_NAMES, TOLD_NAMES
from samhandling.strategy.queries import StrategyView
from samhandling.web.office.forms import Field, Shown, shown, typed
from samhandling.web.request import Request

FIELD_WORDS: Mapping[str, Said] = {
    "stage": Said("Steg", "Stage"),
    "kind": Said("Typ", "Kind"),
    "owner": Said("Ägare", "Owner"),
    "target_group": Said("Målgrupp", "Target group"),
    "openness": Said("Vem som får se insatsen", "Who may see the initiative"),
    "end": Said("Slutdatum", "End date"),
    "share": Said("Andel på ett insatsområde", "Share of a focus area"),
    "told": Said("Status", "Status"),
}

MODE = Field("mode", Said("Vad ska hända?", "What is to happen?"), kind="radio")
MODES: Mapping[str, Said] = {
    ADD: Said("Lägg till", "Add"),
    REMOVE: Said("Ta bort", "Take away"),
    REPLACE: Said("Ersätt det som står", "Replace what stands"),
}
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "stage": (Field("value", Said("Nytt steg", "New stage"), kind="choice"),),
    "kind": (Field("value", Said("Ny typ", "New kind"), kind="choice"),),
    "owner": (MODE, Field("value", Said("Aktör", "Actor"), kind="choice")),
    "target_group": (MODE, Field("value", Said("Målgrupp", "Target group"))),
    "openness": (Field("value", Said("Vem får se insatserna?", "Who may see the initiatives?"), kind="choice"),),
    "end": (
        Field(
            "value",
            Said("Nytt slutdatum", "New end date"),
            Said(
                "Till exempel 2026-12-31, december 2026 eller 2026. Tomt gör det okänt.",
                "For instance 2026-12-31, 2026-12 or 2026. Empty makes it unknown.",
            ),
            optional=True,
        ),
    ),
    "share": (
        Field("value", Said("Insatsområde", "Focus area"), kind="choice"),
        Field(
            "share",
            Said("Andel i procent", "Share in per cent"),
            Said(
                "Till exempel 40. Tomt tar bort insatsområdet. Övriga andelar ändras inte.",
                "For instance 40. Empty takes the focus area away. Other shares stay as they are.",
            ),
            optional=True,
        ),
    ),
    "told": (
        Field("value", Said("Status", "Status"), kind="choice"),
        Field("reason", Said("Skäl", "Reason"), kind="long", optional=True),
        Field(
            "instead",
            Said("Ersatt av", "Superseded by"),
            Said("Ärendenumret, bara när en annan insats har tagit över.", "The case number, only where another has taken over."),
            optional=True,
        ),
    ),
}
PARTS = ("value", "mode", "share", "reason", "instead")
"""Names of what a form sends of a wish."""


def field_choices(language: Language) -> tuple[tuple[str, str], ...]:
    """The fields that can be changed on many, in words."""
    return tuple((name, said.in_(language)) for name, said in FIELD_WORDS.items())


def sent_of(request: Request) -> dict[str, str]:
    """What was filled in."""
    return {name: typed(request, name) for name in PARTS}


def wish_of(field: str, sent: Mapping[str, str]) -> Wish:
    """The wish that a form makes. Raises Refused where a day cannot be read."""
    if field != "end":
        return Wish(field, sent["value"], sent["mode"] or REPLACE, sent["share"], sent["reason"], sent["instead"])
    found = read_day(sent["value"] or None, end=True)
    expected, way_out = Said("Skriv en dag som kan läsas på ett sätt.", "Write a day that can be read in one way."), _AGAIN
    if found.wrong or found.unclear or found.value.open_ended:
        said = found.wrong.expected if found.wrong else found.unclear.said if found.unclear else expected
        raise Refused([Fault(Location(column="value"), sent["value"][:80], said, way_out)])
    day = found.value
    return Wish(field, day.value.isoformat() if day.value else "", precision=day.precision.value)


_AGAIN = Said("Till exempel 2026-12-31.", "For instance 2026-12-31.")


def shown_fields(
    field: str, sent: Mapping[str, str], view: StrategyView, viewer: Viewer, language: Language, faults: tuple[Fault, ...] = ()
) -> list[Shown]:
    """The fields of a wish, with what was filled in and what is wrong with it."""
    values = {**sent, "mode": sent.get("mode") or ADD}
    choices = {"mode": tuple((mode, said.in_(language)) for mode, said in MODES.items()), "value": _values(field, view, viewer, language)}
    return shown(FIELDS[field], values, choices, faults)


def _values(field: str, view: StrategyView, viewer: Viewer, language: Language) -> tuple[tuple[str, str], ...]:
    words = {"stage": STAGE_NAMES, "kind": KIND_NAMES, "openness": OPENNESS_NAMES, "told": TOLD_NAMES}.get(field)
    if words is not None:
        told = tuple((code, _capital(said.in_(language))) for code, said in words.items())
        nothing = Said("Ingen angiven: räkna ut den av aktiviteter och datum", "None told: compute it from activities and days")
        return (("", nothing.in_(language)), *told) if field == "told" else told
    if field == "owner":
        return (("", "–"), *((actor.code, actor.name) for actor in actors(seen_by=viewer)))
    if field == "share":
        return tuple((area.code, f"{area.code} {area.short.in_(language)}") for area in view.focus_areas)
    return ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
