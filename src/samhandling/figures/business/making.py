"""From rows to checked cubes, one for each level of regions, so that a county is never summed with its own municipalities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from samhandling.economy import Absent, BadCube, Classification, Cube, CubeFault, cube_from_rows
from samhandling.figures.business.classifications import LEVELS, is_total, is_unknown_industry, level_of
from samhandling.figures.business.making_faults import as_faults, blanks, fault_of
from samhandling.figures.business.making_nation import REST, counties_from, with_rest
from samhandling.figures.business.reading_words import Read
from samhandling.figures.business.regions import COUNTY, MUNICIPALITY, OTHER, is_complete, level_of_region, region_code
from samhandling.ground.faults import Fault, Refused
from samhandling.ground.places import NATION
from samhandling.ground.said import Said

__all__ = ["REST", "Made", "make_cubes"]
MOST_FAULTS = 40
MOST_CELLS = 40_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """Cubes by level of regions, with the words that the source has for its industries. `level`: of the industries; "" for no SNI.

    `has_nation`: the nation stands in the source, or every region of it does, so that a comparison is with the nation. `summed`: the
    counties are sums of their municipalities.
    """

    cubes: Mapping[str, Cube]
    labels: Mapping[str, str]
    level: str
    has_nation: Mapping[str, bool]
    summed: bool = False
    breaks: tuple[int, ...] = ()


@dataclass(slots=True)
class _Part:
    """The rows of one level of regions, the nation's among them, and where they stood."""

    at: list[int] = field(default_factory=list)


def make_cubes(
    read: Read, *, absent: Absent = Absent.MISSING, level: str = "", classification: str = "SNI 2007", breaks: Sequence[int] = ()
) -> Made:
    """Checked cubes by level of regions. Raises Refused with every fault and its rows, once each.

    `absent`: what a row that is not there means. `level`: read industries of that level alone, where the source has several.
    `breaks`: years that begin a series which cannot be compared with the years before.
    """
    regions = [region_code(text) for text in read.regions]
    parts = _parts(read, regions, level)
    blank = blanks(read)
    if not parts:
        raise Refused(blank or [fault_of(read, (), "", Said("minst en region med sysselsatta", "at least one region with employment"))])
    industries = {read.industries[at] for part in parts.values() for at in part.at}
    found_level = level_of(code for code in industries if not is_total(code, read.labels.get(code, "")))
    kind = Classification(classification if found_level else "", found_level)
    _within_limits(read, regions)
    cubes, faults = {}, blank
    for name, part in parts.items():
        try:
            cubes[name] = _cube(read, regions, part, absent, kind)
        except BadCube as bad:
            faults += as_faults(_at_home(bad.faults, part), read)
    if not faults:
        faults = [one for name, cube in cubes.items() for one in _too_few(read, name, cube)]
    if faults:
        raise Refused(list(dict.fromkeys(faults))[:MOST_FAULTS])
    summed = COUNTY not in cubes and MUNICIPALITY in cubes
    if summed:
        cubes |= counties_from(cubes[MUNICIPALITY])
    nation = {name: is_complete(name, cube.regions) or _states_all(cube) for name, cube in cubes.items()}
    whole = {name: cube if is_complete(name, cube.regions) else _with_rest(read, cube) for name, cube in cubes.items()}
    labels = {code: words for code, words in read.labels.items() if words and words != code}
    return Made(whole, labels, found_level, nation, summed and COUNTY in cubes, tuple(sorted(breaks)))


def _within_limits(read: Read, regions: Sequence[str]) -> None:
    """A few rows with codes of their own each would span more cells than there is memory for. Raises Refused."""
    cells = len(set(regions)) * len(set(read.industries)) * len(set(read.years))
    if cells > MOST_CELLS:
        expected = Said(
            f"högst {MOST_CELLS} celler (regioner × branscher × år); kolumnerna är kanske förväxlade",
            f"at most {MOST_CELLS} cells (regions × industries × years); perhaps the columns are mixed up",
        )
        raise Refused([fault_of(read, (), str(cells), expected)])


def _parts(read: Read, regions: Sequence[str], level: str) -> dict[str, _Part]:
    parts: dict[str, _Part] = {}
    nation: list[int] = []
    kept = {code: _is_kept(code, read.labels.get(code, ""), level) for code in set(read.industries)}
    for at, (region, industry) in enumerate(zip(regions, read.industries, strict=True)):
        if not kept[industry] or not region.strip() or not industry.strip():
            continue
        if region == NATION:
            nation.append(at)
        else:
            parts.setdefault(level_of_region(region), _Part()).at.append(at)
    for part in parts.values():
        part.at = sorted([*part.at, *nation])
    return {name: parts[name] for name in (COUNTY, MUNICIPALITY, OTHER) if name in parts}


def _is_kept(code: str, label: str, level: str) -> bool:
    if level and level not in LEVELS:
        raise Refused([_unknown_level(level)])
    return not level or is_total(code, label) or is_unknown_industry(code, label) or level_of([code]) == level


def _unknown_level(level: str) -> Fault:
    names = ", ".join(LEVELS)
    return fault_of(None, (), level, Said(f"en nivå: {names}", f"a level: {names}"))


def _cube(read: Read, regions: Sequence[str], part: _Part, absent: Absent, kind: Classification) -> Cube:
    totals = sorted({code for code in read.industries if is_total(code, read.labels.get(code, ""))})
    classes = [read.classifications[at] for at in part.at] if read.classifications else None
    cube = cube_from_rows(
        [regions[at] for at in part.at],
        [read.industries[at] for at in part.at],
        [read.years[at] for at in part.at],
        [read.values[at] for at in part.at],
        absent=absent,
        classification=classes or kind,
        total_regions=[NATION],
        total_industries=totals,
        first_row=0,
    )
    return replace(cube, classification=Classification(cube.classification.name if classes else kind.name, kind.level))


def _at_home(faults: Sequence[CubeFault], part: _Part) -> list[CubeFault]:
    """The faults with places among all rows, not among those of the part."""
    return [replace(fault, rows=tuple(part.at[row] for row in fault.rows)) for fault in faults]


def _states_all(cube: Cube) -> bool:
    return cube.stated is not None and cube.stated.industries is not None


def _with_rest(read: Read, cube: Cube) -> Cube:
    made, over = with_rest(cube)
    if over:
        expected = Said(
            f"högst rikets antal; regionernas summa är större för {over}",
            f"at most the nation's count; the regions add up to more for {over}",
        )
        raise Refused([fault_of(read, (), "", expected)])
    return made


def _too_few(read: Read, name: str, cube: Cube) -> list[Fault]:
    if len(cube.regions) > 1 or _states_all(cube) or is_complete(name, cube.regions):
        return []
    expected = Said(
        f"riket (00) eller fler regioner att jämföra med; filen har bara {cube.regions[0]}",
        f"the nation (00) or more regions to compare with; the file has {cube.regions[0]} alone",
    )
    return [fault_of(read, (), cube.regions[0], expected)]
