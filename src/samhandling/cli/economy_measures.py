"""`samhandling economy lq`, `shiftshare`, `variety`, `complexity`, `near`, `regions`: one measure each, of a file or a loaded cube."""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from samhandling.cli.economy_asking import (
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
    region_in,
    shown,
)
from samhandling.cli.shown import language, say
from samhandling.economy import Disconnected, Measured, Method, TooCoarse, complexity, fitness, local_labour_markets, network, shift_share
from samhandling.economy import dynamic_shift_share as dynamic_parts
from samhandling.figures.business import measuring
from samhandling.figures.business.commuting import commuting_of
from samhandling.figures.business.nearness import near
from samhandling.figures.business.reading_words import columns_from
from samhandling.figures.business.reasons import reason_said, too_coarse
from samhandling.figures.business.regions import region_code
from samhandling.figures.business.shapes import Unknown
from samhandling.figures.business.telling import no_base_year
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Said

_CODE, _NAME, _REASON = Said("Kod", "Code"), Said("Bransch", "Industry"), Said("Varför inte", "Why not")


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
        "code": _CODE,
        "name": _NAME,
        "count": Said("Antal", "Count"),
        "share": Said("Andel", "Share"),
        "nation_share": Said("I riket", "In the nation"),
        "lq": Said("Kvot", "Quotient"),
        "low": Said("Lägst", "Low"),
        "high": Said("Högst", "High"),
        "reason": _REASON,
    }
    rows = [{name: _plain(getattr(row, name)) for name in names} for row in measuring.lives_on(asked)]
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
        raise _unknown(asked.place, no_base_year(asked.year, [*asked.breaks_said]))
    parts = dynamic_parts if dynamic else shift_share
    found = parts(asked.cube.part(asked.place), asked.base_year, asked.year, Method(method))
    names = {
        "code": _CODE,
        "name": _NAME,
        **{term: Said(*_TERMS[term]) for term in found.terms},
        "total": Said("Summa", "Total"),
        "reason": _REASON,
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
    "national": ("Riket", "Nation"),
    "mix": ("Branscherna", "Industries"),
    "regional": ("Eget", "Own"),
    "competitive": ("Eget, vid rikets struktur", "Own, at the nation's structure"),
    "allocation": ("Fördelning", "Allocation"),
    "regional_growth": ("Regionens takt", "Region's pace"),
    "regional_growth_allocation": ("Taktens fördelning", "Pace, allocation"),
    "regional_mix": ("Branschens takt här", "Industry's pace here"),
    "regional_mix_allocation": ("Dess fördelning", "Its allocation"),
}


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
    names = {
        "year": Said("År", "Year"),
        "equivalent_number": Said("Lika stora branscher", "Equal industries"),
        "nation": Said("I riket", "In the nation"),
        "entropy": Said("Entropi, bit", "Entropy, bits"),
        "hachman": Said("Likhet med riket", "Likeness to the nation"),
        "related": Said("Inom grupper", "Within groups"),
        "unrelated": Said("Mellan grupper", "Between groups"),
        "reason": _REASON,
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


def complexity_command(
    cube: CubeOption,
    region: Annotated[str, typer.Option("--region", help="Bara den regionen; annars alla.")] = "",
    year: YearOption = None,
    form: FormOption = "table",
    mapping: MappingOption = "",
    level: LevelOption = "",
    absent: AbsentOption = "missing",
) -> None:
    """Hur krävande regionernas branscher är: ECI (avvikelse från medel) och fitness. Behöver minst 50 branscher och 10 regioner."""
    picked = opened(cube, cube_file(mapping, level, absent, None))
    code, own = region_in(picked, region) if region else ("", next(iter(picked.made.cubes.values())))
    if "rest" in own.regions:
        raise _unknown(
            code, Said("Alla län eller alla kommuner behövs i siffrorna.", "All counties or all municipalities are needed in the figures.")
        )
    try:
        net = network(own, own.years[-1] if year is None else year)
    except TooCoarse as coarse:
        raise _unknown(code, too_coarse(coarse).reason) from None
    except KeyError:
        raise _no_year(year, own.years) from None
    level_of, fit = complexity(net, disconnected=Disconnected.LARGEST_PART).regions, fitness(net).regions
    rows = []
    for one in own.regions if not code else (code,):
        eci, strength = level_of.at(one), fit.at(one)
        reason = eci.reason or strength.reason
        told = reason_said(reason).in_(language()) if reason else None
        rows.append({"code": one, "name": place_name(PlaceCode(one)), "eci": eci.value, "fitness": strength.value, "reason": told})
    rows.sort(key=lambda row: (row["eci"] is None, -(row["eci"] or 0.0)))  # type: ignore[operator]
    names = {
        "code": _CODE,
        "name": Said("Region", "Region"),
        "eci": Said("ECI", "ECI"),
        "fitness": Said("Fitness", "Fitness"),
        "reason": _REASON,
    }
    shown(rows, names, form)


def near_command(
    cube: CubeOption,
    region: RegionOption,
    year: YearOption = None,
    form: FormOption = "table",
    mapping: MappingOption = "",
    level: LevelOption = "",
    absent: AbsentOption = "missing",
) -> None:
    """Vad som ligger nära det som redan finns, närmast först, och hur krävande det är (0 till 1). Sedan det som redan är starkt."""
    asked = asked_of(opened(cube, cube_file(mapping, level, absent, None)), region, year, None)
    found = near(asked)
    if isinstance(found, Unknown):
        raise _unknown(asked.place, found.reason)
    names = {
        "code": _CODE,
        "name": _NAME,
        "nearness": Said("Närhet", "Nearness"),
        "demanding": Said("Hur krävande", "How demanding"),
        "present": Said("Redan stark", "Already a strength"),
        "count": Said("Antal", "Count"),
    }
    rows = [{name: _plain(getattr(row, name)) for name in names} for row in found.rows]
    shown(rows, names, form, {"region": asked.place, "year": found.year})


def regions(
    cube: Annotated[str, typer.Option("--cube", help="En fil med pendling: bostadskommun, arbetskommun, antal.")],
    region: Annotated[str, typer.Option("--region", help="Bara den region som kommunen hör till.")] = "",
    year: YearOption = None,
    form: FormOption = "table",
    mapping: MappingOption = "",
) -> None:
    """Vilka kommuner som bildar en arbetsmarknad, enligt SCB:s regel (20 procent ut, 7,5 procent till en och samma)."""
    matrix, codes = commuting_of(Path(cube), columns_from(mapping), year)
    found = local_labour_markets(matrix, codes)
    code = region_code(region) if region else ""
    if code and code not in codes:
        raise refusal(
            region,
            Said("En kommun som finns i filen.", "A municipality that is in the file."),
            Said("Välj en av dem med --region.", "Choose one of them with --region."),
            Location(column="--region"),
        )
    centre = found.market_of(code).centre if code else ""
    held = {market.centre: market.contained for market in found.markets}
    rows = [
        {
            "code": one.region,
            "name": place_name(PlaceCode(one.region)),
            "centre": one.centre,
            "centre_name": place_name(PlaceCode(one.centre)),
            "out_share": one.out_share,
            "largest_share": one.largest_share,
            "contained": held[one.centre],
        }
        for one in found.placed
        if not centre or one.centre == centre
    ]
    names = {
        "code": _CODE,
        "name": Said("Kommun", "Municipality"),
        "centre": Said("Centrum", "Centre"),
        "centre_name": Said("Arbetsmarknad", "Labour market"),
        "out_share": Said("Andel ut", "Share out"),
        "largest_share": Said("Till en kommun", "To one place"),
        "contained": Said("Arbetar inom", "Work inside"),
    }
    shown(rows, names, form)


def _plain(value: Any) -> Any:
    return value.in_(language()) if isinstance(value, Said) else value


def _unknown(region: str, reason: Said) -> Refused:
    return refusal(region, reason, Said("Läs in andra siffror, eller välj ett annat år.", "Load other figures, or choose another year."))


def _no_year(year: int | None, years: tuple[int, ...]) -> Refused:
    return refusal(
        str(year),
        Said(f"Ett år från {years[0]} till {years[-1]}.", f"A year from {years[0]} to {years[-1]}."),
        Said("Välj det med --year.", "Choose it with --year."),
        Location(column="--year"),
    )
