"""A person's correction of one field, read by the same rules as a file, but with no room for doubt: what is unclear is refused."""

from dataclasses import replace
from typing import Any

from samhandling.files.tables import Book, Row, Sheet
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.places import county_of
from samhandling.ground.said import Said
from samhandling.plan.rules.headings import fields
from samhandling.plan.rules.intake import GROUP_OF_FIELD
from samhandling.plan.rules.mapping import Mapping
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.rules.reading import read
from samhandling.plan.rules.record import Basis, ContributionSource, InitiativeRecord, MoneyKind
from samhandling.plan.rules.world import World


def correctable() -> tuple[str, ...]:
    """The fields that can be corrected, by name."""
    return tuple(field for field in fields() if field in GROUP_OF_FIELD)


def corrected(record: InitiativeRecord, field: str, text: str, world: World) -> Plain:
    """The record's plain values with `field` read from `text`; an empty text makes it unknown.

    Raises Refused: no such field, a text that cannot be read, an end before the start.
    """
    if field not in correctable():
        listed = ", ".join(correctable())
        raise refusal(
            field, Said(f"Ett av fälten {listed}.", f"One of the fields {listed}."), Said("Välj ett av dem.", "Choose one of them.")
        )
    said = _read_alone(record, field, text, world)
    values = to_plain(record)
    values.update(_places(record, said, field) if GROUP_OF_FIELD[field] == "places" else _group(said, field))
    if field in MoneyKind.__members__.values() or field == "financier":
        values["grants"] = _grants(to_plain(record)["grants"], said.grants, field, text)
    if field == "contributions":
        values["shares"] = [{**share, "source": ContributionSource.PERSON.value} for share in values["shares"]]
        values["basis"] = Basis.JUDGED.value if values["shares"] or said.basis.is_judged else said.basis.value
    _check_days(values, field)
    return values


def _read_alone(record: InitiativeRecord, field: str, text: str, world: World) -> InitiativeRecord:
    columns = {"id": record.id, "title": record.title, field: text or None}
    names = tuple(columns)
    sheet = Sheet("", (Row(1, names), Row(2, tuple(columns.values()))))
    reading = read(Book("", "csv", "", (sheet,)), Mapping(columns={name: name for name in names}), world)
    if reading.faults:
        raise Refused([replace(fault, location=Location(column=field)) for fault in reading.faults])
    mine = [doubt for doubt in reading.doubts if doubt.field == field]
    if mine:
        way = Said("Skriv värdet så att det bara kan läsas på ett sätt.", "Write the value so that it can be read in one way only.")
        raise Refused([Fault(Location(column=field), text, doubt.said, way) for doubt in mine])
    return reading.rows[0].record


def _group(said: InitiativeRecord, field: str) -> dict[str, Any]:
    values = to_plain(said)
    return {name: values[name] for name in GROUPS[GROUP_OF_FIELD[field]] if name != "grants"}


def _places(now: InitiativeRecord, said: InitiativeRecord, field: str) -> dict[str, Any]:
    """Counties that no municipality has given stay when the municipalities are corrected, and the other way round."""
    if field == "reach":
        return {"reach": said.reach.value}
    if field == "counties":
        left = tuple(code for code in now.municipalities if county_of(code) in said.counties)
        reach = now.reach if left else said.reach
        return {"reach": reach.value, "counties": list(said.counties), "municipalities": list(left)}
    given = {county_of(code) for code in now.municipalities}
    others = [code for code in now.counties if code not in given]
    counties = dict.fromkeys((*others, *said.counties) if said.counties else now.counties)
    return {"reach": said.reach.value, "counties": sorted(counties), "municipalities": list(said.municipalities)}


def _grants(now: list[dict[str, Any]], said: tuple[Any, ...], field: str, text: str) -> list[dict[str, Any]]:
    if field == "financier":
        return [{**grant, "financier": text.strip()} for grant in now] or [
            {"financier": text.strip(), "kind": MoneyKind.GRANTED.value, "amount": None}
        ]
    amount = next((str(grant.amount) for grant in said if grant.kind.value == field and grant.amount is not None), None)
    others = [grant for grant in now if grant["kind"] != field]
    financier = next((grant["financier"] for grant in now), "")
    return [*others, {"financier": financier, "kind": field, "amount": amount}]


def _check_days(values: Plain, field: str) -> None:
    if values["start"] and values["end"] and values["end"] < values["start"]:
        raise refusal(
            f"{values['start']} – {values['end']}",
            Said("Slutet får inte komma före starten.", "The end may not come before the start."),
            Said("Rätta det ena av dem.", "Correct one of them."),
            Location(column=field),
        )
