"""Generated figures of business life, marked as generated: counties finely and with a break, municipalities coarsely and with gaps."""

from pathlib import Path

from figures.business.business_made import cells, divisions, write
from samhandling.figures.business.classifications import SECTION, classification
from samhandling.figures.business.cubes import CubeFile, load_cube
from samhandling.ground.places import PlaceCode, counties, municipalities_of
from samhandling.ground.viewer import OPERATOR

COUNTY, MUNICIPALITY, HIDDEN = "04", "0480", "0482"
BREAK = 2020


def load_generated(folder: Path) -> None:
    """Write the files into `folder` and load them."""
    counted = write(folder / "lan.csv", cells(list(counties()), divisions()))
    load_cube(counted, CubeFile(producer="En generator", licence="CC0", generated=True, breaks=(BREAK,)), by=OPERATOR)
    fewer = write(folder / "kommuner.csv", _municipal())
    load_cube(fewer, CubeFile(producer="En generator", licence="CC0", generated=True), by=OPERATOR)


def _municipal() -> list[tuple[str, str, int, object]]:
    sections = [one.code for one in classification("sni", "2007").level(SECTION)]
    rows = cells([str(code) for code in municipalities_of(PlaceCode(COUNTY))], sections, seed=5)
    hidden = {(HIDDEN, sections[3], 2021), (HIDDEN, sections[4], 2021)}
    return [(place, one, year, ".." if (place, one, year) in hidden else value) for place, one, year, value in rows]
