"""Cubes made of figures that have been fetched: Statistics Sweden's employed by industry (BAS, before that RAMS), or Kolada's shares."""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from samhandling.figures.business.classifications import is_total, sections_in
from samhandling.figures.business.making import Made, make_cubes
from samhandling.figures.business.making_shares import make_shares
from samhandling.figures.business.reading_words import Read
from samhandling.figures.business.shapes import Source
from samhandling.figures.indicators.series import SEX, TOTAL
from samhandling.figures.queries import Observation, SeriesRow, known_rows, labels, last_fetch, series_list
from samhandling.figures.store import folders
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import VISITOR, Viewer

INDUSTRY = "sni2007"
BAS, RAMS = "scb:ArbStDoNArNN", "scb:DagSni07KonKN"
FETCHED_TABLES = ("SCB AM0210, ArbStDoNArNN (BAS)", "SCB AM0207, DagSni07KonKN (RAMS)")
_RAMS_TO_BAS = Said(
    "Från {0} kommer uppgifterna ur BAS, dessförinnan ur RAMS. De räknar sysselsatta olika, så åren före och efter går inte att jämföra rakt av.",
    "From {0} on the figures are from BAS, before that from RAMS. They count the employed differently, so the years before and after cannot be compared directly.",
)
_OF_SHARES = Said(
    "Kolada ger branschernas andelar, inte antal, och har bytt källa från RAMS till BAS under åren. Hämta SCB:s tabeller för mer.",
    "Kolada gives the industries' shares, no counts, and has changed its source from RAMS to BAS over the years. Fetch Statistics Sweden's tables for more.",
)


@dataclass(frozen=True, slots=True)
class FromStore:
    """Cubes from fetched figures, with their source and what each break is."""

    made: Made
    source: Source
    shares_only: bool = False
    breaks_said: Mapping[int, Said] = field(default_factory=dict)


def fetched_cube(viewer: Viewer) -> FromStore | None:
    """What has been fetched of employed by industry, BAS continued backwards by RAMS; None where nothing usable has been."""
    return _fetched(folders.home(), last_fetch())


def kolada_cube(viewer: Viewer) -> FromStore | None:
    """Kolada's shares of the employed by branch group; None where not all groups have been fetched."""
    return _kolada(folders.home(), last_fetch())


def is_base(series: str) -> bool:
    """The series (its key) is one that cubes are made of."""
    return series in (BAS, RAMS) or series in _groups()


# Kept for as long as nothing new has been fetched into this home. Figures are public: everybody's cube is the same.
@lru_cache(maxsize=4)
def _fetched(home: Path, fetch: int) -> FromStore | None:
    held = {
        row.source: row
        for row in series_list(seen_by=VISITOR)
        if row.source in (BAS, RAMS) and INDUSTRY in labels(row.code, seen_by=VISITOR)
    }
    if not held:
        return None
    rows = {source: _total_rows(row.code) for source, row in held.items()}
    first = min((cell.period for cell in rows.get(BAS, ())), default="")
    cells = list(rows.get(BAS, ()))
    earlier = [cell for cell in rows.get(RAMS, ()) if not first or cell.period < first]
    words = {one.code: labels(one.code, seen_by=VISITOR)[INDUSTRY] for one in held.values()}
    if cells and earlier:
        cells, earlier = _alike_in_totals(cells, earlier, {code: word for one in words.values() for code, word in one.items()})
    joined = _same_industries(cells, earlier) or not cells
    breaks = (int(first),) if first and earlier and joined else ()
    read = _read([*earlier, *cells] if joined else cells, {code: word for one in words.values() for code, word in one.items()})
    try:
        made = make_cubes(read, breaks=breaks)
    except Refused:
        if not cells:
            return None
        made, breaks = make_cubes(_read(cells, words[held[BAS].code])), ()
    said = {year: Said(_RAMS_TO_BAS.sv.format(year), _RAMS_TO_BAS.en.format(year)) for year in breaks}
    return FromStore(made, _source([held[one] for one in (BAS, RAMS) if one in held]), breaks_said=said)


@lru_cache(maxsize=4)
def _kolada(home: Path, fetch: int) -> FromStore | None:
    groups = _groups()
    held = {row.code: row for row in series_list(seen_by=VISITOR) if row.code in groups}
    if len(held) < len(groups):
        return None
    cells = [cell for cell in known_rows(list(held), seen_by=VISITOR) if _is_total(cell) and cell.status != "gone"]
    made = make_shares([(cell.place, groups[cell.series], cell.period, cell.value) for cell in cells])
    if made is None:
        return None
    return FromStore(made, replace(_source(list(held.values())), table="N02210–N02241", note=_OF_SHARES), shares_only=True)


@cache
def _groups() -> Mapping[str, str]:
    text = files("samhandling.figures.business").joinpath("data", "kolada-shares.csv").read_text("utf-8")
    return {f"kolada:{row['kpi']}": row["code"] for row in csv.DictReader(text.splitlines(), delimiter=";")}


def _total_rows(series: str) -> list[Observation]:
    """The cells of everyone, women and men together."""
    return [cell for cell in known_rows(series, seen_by=VISITOR) if _is_total(cell) and cell.status != "gone" and cell.period.isdigit()]


def _is_total(cell: Observation) -> bool:
    return cell.dimensions.get(SEX, TOTAL) == TOTAL


def _industry(cell: Observation) -> str:
    """The industry's code; joined sections are written the same way whatever the table calls them."""
    code = cell.dimensions[INDUSTRY]
    return "+".join(sections_in(code)) or code


def _same_industries(one: Iterable[Observation], other: Iterable[Observation]) -> bool:
    return {_industry(cell) for cell in one} == {_industry(cell) for cell in other}


def _alike_in_totals(
    one: list[Observation], other: list[Observation], words: Mapping[str, str]
) -> tuple[list[Observation], list[Observation]]:
    """Both without the totals that only one of them states: a total is no industry that the other lacks."""
    totals = [{code for code in map(_industry, cells) if is_total(code, words.get(code, ""))} for cells in (one, other)]
    alone = totals[0] ^ totals[1]
    return [cell for cell in one if _industry(cell) not in alone], [cell for cell in other if _industry(cell) not in alone]


def _read(cells: Collection[Observation], words: Mapping[str, str]) -> Read:
    return Read(
        "",
        [cell.place for cell in cells],
        [_industry(cell) for cell in cells],
        [cell.period for cell in cells],
        [cell.value if cell.value is not None else cell.status or None for cell in cells],
        labels={"+".join(sections_in(code)) or code: word for code, word in words.items()},
    )


def _source(rows: Sequence[SeriesRow]) -> Source:
    return Source(
        rows[0].producer,
        ", ".join(dict.fromkeys(row.source.partition(":")[2] for row in rows)),
        rows[0].licence,
        rows[0].published,
        rows[0].fetched,
        False,
        None,
    )
