"""`samhandling economy complexity`, `near`, `regions`: what many regions together tell of each, from a file or a loaded cube."""

from pathlib import Path
from typing import Annotated

import typer

from samhandling.cli.economy_asking import (
    CODE,
    NAME,
    REASON,
    AbsentOption,
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
from samhandling.cli.shown import language
from samhandling.economy import Disconnected, TooCoarse, complexity, fitness, local_labour_markets, network
from samhandling.figures.business.commuting import commuting_of
from samhandling.figures.business.nearness import near
from samhandling.figures.business.reading_words import columns_from
from samhandling.figures.business.reasons import reason_said, too_coarse
from samhandling.figures.business.regions import region_code
from samhandling.figures.business.shapes import Unknown
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Said


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
        raise unknown(
            code, Said("Alla län eller alla kommuner behövs i siffrorna.", "All counties or all municipalities are needed in the figures.")
        )
    try:
        net = network(own, own.years[-1] if year is None else year)
    except TooCoarse as coarse:
        raise unknown(code, too_coarse(coarse).reason) from None
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
        "code": CODE,
        "name": Said("Region", "Region"),
        "eci": Said("ECI", "ECI"),
        "fitness": Said("Fitness", "Fitness"),
        "reason": REASON,
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
        raise unknown(asked.place, found.reason)
    names = {
        "code": CODE,
        "name": NAME,
        "nearness": Said("Närhet", "Nearness"),
        "demanding": Said("Hur krävande", "How demanding"),
        "present": Said("Redan stark", "Already a strength"),
        "count": Said("Antal", "Count"),
    }
    rows = [{name: plain(getattr(row, name)) for name in names} for row in found.rows]
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
        "code": CODE,
        "name": Said("Kommun", "Municipality"),
        "centre": Said("Centrum", "Centre"),
        "centre_name": Said("Arbetsmarknad", "Labour market"),
        "out_share": Said("Andel ut", "Share out"),
        "largest_share": Said("Till en kommun", "To one place"),
        "contained": Said("Arbetar inom", "Work inside"),
    }
    shown(rows, names, form)


def _no_year(year: int | None, years: tuple[int, ...]) -> Refused:
    return refusal(
        str(year),
        Said(f"Ett år från {years[0]} till {years[-1]}.", f"A year from {years[0]} to {years[-1]}."),
        Said("Välj det med --year.", "Choose it with --year."),
        Location(column="--year"),
    )
