"""`samhandling economy report`: the business life of one region in sentences and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from typing import Annotated, Any

import typer

from samhandling.cli.economy_asking import (
    AbsentOption,
    BaseOption,
    BreakOption,
    FormOption,
    LevelOption,
    MappingOption,
    RegionOption,
    YearOption,
    cube_file,
    opened,
    region_in,
    shown,
)
from samhandling.cli.shown import console, language, say, table
from samhandling.figures.business.picking import Picked
from samhandling.figures.business.reading import business_life, reading_of
from samhandling.figures.business.regions import region_code
from samhandling.figures.business.shapes import BusinessLife, Lacking, Unknown
from samhandling.figures.business.telling import percent, tenths, whole
from samhandling.files.writing import as_json
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR

_ROWS = 12


def report(
    region: RegionOption,
    cube: Annotated[str, typer.Option("--cube", help="En fil, eller id:t för en inläst kub; annars de bästa siffror som finns.")] = "",
    year: YearOption = None,
    base_year: BaseOption = None,
    form: FormOption = "table",
    mapping: MappingOption = "",
    level: LevelOption = "",
    absent: AbsentOption = "missing",
    breaks: BreakOption = None,
) -> None:
    """Näringslivet i en region: vad den lever på, vad som drev tillväxten, hur brett det är, vad som ligger nära, vem den liknar."""
    if cube:
        picked = opened(cube, cube_file(mapping, level, absent, breaks))
        life = _of_picked(picked, region, year, base_year)
    else:
        found = business_life(region_code(region), year=year, base_year=base_year, viewer=OPERATOR)
        if isinstance(found, Lacking):
            raise _lacking(found)
        life = found
    if form == "json":
        typer.echo(as_json(plain(life)))
    elif form == "csv":
        names = {
            name: Said(name, name) for name in ("code", "name", "count", "share", "nation_share", "lq", "low", "high", "sureness", "reason")
        }
        shown(
            [{name: plain(getattr(row, name)) for name in names} | {"name": row.name.in_(language())} for row in life.lives_on], names, form
        )
    else:
        _tell(life)


def _of_picked(picked: Picked, region: str, year: int | None, base_year: int | None) -> BusinessLife:
    code, _ = region_in(picked, region)
    return reading_of(picked, code, year, base_year, OPERATOR)


def _lacking(found: Lacking) -> Refused:
    """Nothing to read: one fault for each way to get it."""
    return Refused(
        [
            Fault(Location(), found.place_name, found.said, Said(f"{way.said.sv} {way.command}", f"{way.said.en} {way.command}"))
            for way in found.ways
        ]
    )


def plain(value: Any) -> Any:
    """Dataclasses as mappings; a sentence in the language of the terminal."""
    if isinstance(value, Said):
        return value.in_(language())
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def _tell(life: BusinessLife) -> None:
    said = life.sentences
    _heading(Said(f"Näringslivet i {life.place_name} {life.year}", f"Business life in {life.place_name} {life.year}"))
    say(*life.notes, said.lives_on)
    _table(
        (
            Said("Bransch", "Industry"),
            Said("Antal", "Count"),
            Said("Andel", "Share"),
            Said(f"I {life.beside.sv}", f"In {life.beside.en}"),
            Said("Gånger", "Times"),
        ),
        ([_in(row.name), _count(row.count), _share(row.share), _share(row.nation_share), _times(row.lq)] for row in life.lives_on[:_ROWS]),
    )
    _heading(Said("Vad som drev tillväxten", "What drove growth"))
    say(said.growth)
    if not isinstance(life.growth, Unknown):
        _table(
            (
                Said("Bransch", "Industry"),
                Said(f"Som i {life.beside.sv}", f"As in {life.beside.en}"),
                Said("Branschen", "Industry's own pace"),
                Said("Eget", "Own"),
                Said("Summa", "Total"),
            ),
            ([_in(row.name), *map(_count, (row.nation, row.industry, row.own, row.total))] for row in life.growth.by_industry[:_ROWS]),
        )
    _heading(Said("Hur brett det är", "How broad it is"))
    say(said.breadth)
    if not isinstance(life.resilience, Unknown):
        say(life.resilience.said)
    _heading(Said("Vad som ligger nära", "What lies near"))
    say(said.near)
    if not isinstance(life.near, Unknown):
        _table(
            (Said("Bransch", "Industry"), Said("Närhet, 0–1", "Nearness, 0–1"), Said("Hur krävande, 0–1", "How demanding, 0–1")),
            ([_in(row.name), _hundredths(row.nearness), _hundredths(row.demanding)] for row in life.near.rows[:_ROWS] if not row.present),
        )
    _heading(Said("Vem den liknar", "Whom it resembles"))
    say(said.resembles, _source(life))


def _source(life: BusinessLife) -> Said:
    source = life.source
    made = ", ".join(part for part in (source.producer, source.table, source.licence) if part)
    return Said(f"Källa: {made}. {life.level.name.sv}.", f"Source: {made}. {life.level.name.en}.")


def _heading(said: Said) -> None:
    console().print()
    say(said)


def _table(headings: Sequence[Said], rows: Iterable[Sequence[str]]) -> None:
    table("", [one.in_(language()) for one in headings], rows, right=range(1, len(headings)))


def _in(said: Said) -> str:
    return said.in_(language())


def _count(number: float | None) -> str:
    return "" if number is None else f"{'−' if round(number) < 0 else ''}{_in(whole(abs(number)))}"


def _share(share: float | None) -> str:
    return "" if share is None else _in(percent(share))


def _hundredths(number: float) -> str:
    return _in(Said(f"{number:.2f}".replace(".", ","), f"{number:.2f}"))


def _times(number: float | None) -> str:
    return "" if number is None else _in(tenths(number))
