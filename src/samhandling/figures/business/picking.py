"""Which figures a reading stands on: a cube that was loaded, else fetched tables, else Kolada's shares; and what they say of a place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samhandling.economy import Cube
from samhandling.figures.business.from_store import fetched_cube, kolada_cube
from samhandling.figures.business.held import cube_named, cubes_loaded
from samhandling.figures.business.making import Made
from samhandling.figures.business.regions import level_of_region
from samhandling.figures.business.shapes import NATION_ITSELF, LoadedCube, Source
from samhandling.figures.business.telling import THE_FIGURES
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer

_GENERATED = Said(
    "Siffrorna är framställda för att prova produkten. De säger ingenting om någon verklig plats.",
    "The figures are made to try the product out. They say nothing about any real place.",
)


@dataclass(frozen=True, slots=True)
class Picked:
    """Cubes with their source. `shares_only`: the cells are shares in per cent, no counts. `breaks_said`: what each break is."""

    made: Made
    source: Source
    shares_only: bool = False
    breaks_said: Mapping[int, Said] = field(default_factory=dict)

    def cube_of(self, place: str) -> Cube | None:
        """The cube in which the place is a region."""
        cube = self.made.cubes.get(level_of_region(place))
        return cube if cube is not None and place in cube.regions else None

    def beside(self, place: str) -> Said:
        """What the place is compared with: the nation where it is known."""
        return NATION_ITSELF if self.made.has_nation.get(level_of_region(place), False) else THE_FIGURES

    def break_said(self, year: int) -> Said:
        """What the break in a year is; in plain words where the source has none."""
        return self.breaks_said.get(year) or Said(
            f"Från {year} räknas det på ett annat sätt. Åren före och efter går inte att jämföra rakt av.",
            f"From {year} on it is counted in another way. The years before and after cannot be compared directly.",
        )


def all_picked(viewer: Viewer, cube: str = "") -> Iterator[Picked]:
    """Everything that can be read, the best first. `cube`: that loaded cube alone. Raises Refused: no cube of that code."""
    if cube:
        cube_named(cube, seen_by=viewer)
    for loaded in cubes_loaded(seen_by=viewer):
        if not cube or loaded.code == cube:
            yield _of_loaded(loaded, viewer)
    if cube:
        return
    for found in (fetched_cube(viewer), kolada_cube(viewer)):
        if found is not None:
            yield Picked(found.made, found.source, found.shares_only, found.breaks_said)


def picked_of_cube(code: str, viewer: Viewer) -> Picked:
    """A loaded cube. Raises Refused: none of that code."""
    return next(all_picked(viewer, code))


def picked_for(place: str, viewer: Viewer, cube: str = "") -> Picked | None:
    """The best figures that have the place, or None. Raises Refused: no cube of that code."""
    return next((one for one in all_picked(viewer, cube) if one.cube_of(place) is not None), None)


def _of_loaded(loaded: LoadedCube, viewer: Viewer) -> Picked:
    return Picked(cube_named(loaded.code, seen_by=viewer), source_of(loaded))


def source_of(loaded: LoadedCube) -> Source:
    """The source line of a loaded cube."""
    return Source(
        loaded.producer,
        loaded.table,
        loaded.licence,
        loaded.published,
        loaded.fetched,
        loaded.generated,
        _GENERATED if loaded.generated else None,
        loaded.code,
        loaded.checksum,
    )
