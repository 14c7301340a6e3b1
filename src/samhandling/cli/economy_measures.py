"""`samhandling economy lq`, `shiftshare`, `variety`: one measure each, of one region in a file or a loaded cube."""

from typing import Annotated, Any, Literal

import typer

from samhandling.cli.economy_asking import (
    CODE,
    NAME,
    REASON,
    AbsentOption,
    BaseOption,
    BreakOption,
    CubeOption,
    FormOption,
    LevelOption,
    MappingOption,
    RegionOption,
    YearOption,
    asked_of,
    cube_file,
    opened,
    plain,
    region_in,
    shown,
    unknown,
)
from samhandling.cli.shown import language, say
from samhandling.economy import Measured, Method, shift_share
from samhandling.economy import dynamic_shift_share as dynamic_parts
from samhandling.figures.business import measuring
from samhandling.figures.business.reasons import reason_said
from samhandling.figures.business.shapes import Unknown
from samhandling.figures.business.telling import no_base_year
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Said


def lq(
    cube: CubeOption,
    region: RegionOption,
    year: YearOption = None,
    form: FormOption = "table",
    mapping: MappingOption = "",
    level: LevelOption = "",
    absent: AbsentOption = "missing",
) -> None:
    """Vad regionen lever på: varje bransch, dess andel mot riket, och hur mycket några få jobb skulle ändra."""
    asked = asked_of(opened(cube, cube_file(mapping, level, absent, None)), region, year, None)
    names = {
        "code": CODE,
        "name": NAME,
        "count": Said("Antal", "Count"),
        "share": Said("Andel", "Share"),
        "nation_share": Said(f"I {asked.beside.sv}", f"In {asked.beside.en}"),
        "lq": Said("Kvot", "Quotient"),
        "low": Said("Lägst", "Low"),
        "high": Said("Högst", "High"),
        "reason": REASON,
    }
    rows = [{name: plain(getattr(row, name)) for name in names} for row in measuring.lives_on(asked)]
    shown(rows, names, form, {"region": asked.place, "year": asked.year})


def shiftshare(
    cube: CubeOption,
    region: RegionOption,
    year: YearOption = None,
    base_year: BaseOption = None,
    method: Annotated[Literal["dunn", "esteban_marquillas", "arcelus"], typer.Option("--method", help="Vems delar.")] = "dunn",
    dynamic: Annotated[bool, typer.Option("--dynamic", help="Steg för steg, år från år, hopsummerat.")] = False,
    form: FormOption = "table",
    mapping: MappingOption = "",
    level: LevelOption = "",
    absent: AbsentOption = "missing",
    breaks: BreakOption = None,
) -> None:
    """Vad som drev tillväxten: rikets takt, branscherna som finns, och det egna. Sista raden är hela regionen."""
    asked = asked_of(opened(cube, cube_file(mapping, level, absent, breaks)), region, year, base_year)
    if asked.base_year >= asked.year:
        raise unknown(asked.place, no_base_year(asked.year, [*asked.breaks_said]))
    parts = dynamic_parts if dynamic else shift_share
    found = parts(asked.cube.part(asked.place), asked.base_year, asked.year, Method(method))
    names = {
        "code": CODE,
        "name": NAME,
        **{term: _term(term, asked.beside) for term in found.terms},
        "total": Said("Summa", "Total"),
        "reason": REASON,
    }
    rows = [_parts(asked, found.cells, code, (asked.place, code)) for code in asked.cube.industries]
    rows.append(_parts(asked, found.terms, "", (asked.place,)))
    broken = [said for one, said in asked.breaks_said.items() if asked.base_year < one <= asked.year]
    facts = {
        "region": asked.place,
        "base_year": asked.base_year,
        "year": asked.year,
        "method": method,
        "broken": [said.in_(language()) for said in broken],
    }
    shown(rows, names, form, facts)
    if form == "table":
        say(*broken)


_TERMS = {
    "national": ("Som i {beside}", "As in {beside}"),
    "mix": ("Branscherna", "Industries"),
    "regional": ("Eget", "Own"),
    "competitive": ("Eget, vid strukturen i {beside}", "Own, at the structure in {beside}"),
    "allocation": ("Fördelning", "Allocation"),
    "regional_growth": ("Regionens takt", "Region's pace"),
    "regional_growth_allocation": ("Taktens fördelning", "Pace, allocation"),
    "regional_mix": ("Branschens takt här", "Industry's pace here"),
    "regional_mix_allocation": ("Dess fördelning", "Its allocation"),
}


def _term(name: str, beside: Said) -> Said:
    sv, en = _TERMS[name]
    return Said(sv.format(beside=beside.sv), en.format(beside=beside.en))


def _parts(asked: measuring.Asked, terms: "dict[str, Measured] | Any", code: str, at: tuple[str, ...]) -> dict[str, Any]:
    found = {name: term.at(*at) for name, term in terms.items()}
    reason = next((one.reason for one in found.values() if one.reason), None)
    values = {name: one.value for name, one in found.items()}
    total = None if reason else sum(value for value in values.values() if value is not None)
    name = asked.name(code).in_(language()) if code else place_name(PlaceCode(asked.place))
    return {"code": code, "name": name, **values, "total": total, "reason": reason_said(reason).in_(language()) if reason else None}


def variety_command(
    cube: CubeOption,
    region: RegionOption,
    form: FormOption = "table",
    mapping: MappingOption = "",
    level: LevelOption = "",
    absent: AbsentOption = "missing",
    breaks: BreakOption = None,
) -> None:
    """Hur brett näringslivet är, år för år: lika stora branscher, entropi, likhet med riket, släktskap inom och mellan grupper."""
    picked = opened(cube, cube_file(mapping, level, absent, breaks))
    code, own = region_in(picked, region)
    beside = picked.beside(code)
    names = {
        "year": Said("År", "Year"),
        "equivalent_number": Said("Lika stora branscher", "Equal industries"),
        "nation": Said(f"I {beside.sv}", f"In {beside.en}"),
        "entropy": Said("Entropi, bit", "Entropy, bits"),
        "hachman": Said(f"Likhet med {beside.sv}", f"Likeness to {beside.en}"),
        "related": Said("Inom grupper", "Within groups"),
        "unrelated": Said("Mellan grupper", "Between groups"),
        "reason": REASON,
    }
    rows = [_breadth(asked_of(picked, code, year, None)) for year in own.years]
    shown(rows, names, form, {"region": code, "breaks": list(picked.made.breaks)})


def _breadth(asked: measuring.Asked) -> dict[str, Any]:
    broad = measuring.breadth(asked)
    found = {name: getattr(broad, name) for name in ("equivalent_number", "entropy", "hachman", "related", "unrelated")}
    reasons = dict.fromkeys(value.reason.in_(language()) for value in found.values() if isinstance(value, Unknown))
    nation = next(point.nation for point in broad.series if point.year == asked.year)
    values = {name: None if isinstance(value, Unknown) else value for name, value in found.items()}
    return {"year": asked.year, "nation": nation, **values, "reason": " ".join(reasons) or None}
