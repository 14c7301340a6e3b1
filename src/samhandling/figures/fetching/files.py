"""Written: a file by hand taken over as a series of an indicator that cannot be fetched over the network."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from samhandling.figures.actions import Outcome
from samhandling.figures.fetching.asking import Came
from samhandling.figures.fetching.cells import Kept, cells_in_store_words
from samhandling.figures.fetching.series import store_came
from samhandling.figures.indicators.files import catalogue_of
from samhandling.figures.rules.indicator.document import Indicator, Origin
from samhandling.figures.sources.files_by_hand.client import Declared, open_file
from samhandling.figures.sources.from_cubes import Axes, observations_of
from samhandling.files.cube.opening import read_cube
from samhandling.files.cube.tables import TableMapping
from samhandling.ground.faults import Location, refusal
from samhandling.ground.places import NATION
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.rules.permission import CHANGES_ALL, require


@dataclass(frozen=True, slots=True)
class ColumnsOf:
    """What the columns (or dimensions) of the file are. `mapping`: None for PX and JSON-stat. `place`: "" where all is of the nation."""

    mapping: TableMapping | None = None
    place: str = ""
    period: str = ""


def take_file(file: Path, indicator: str, *, strategy: str, columns: ColumnsOf, by: Viewer, published: date | None = None) -> Outcome:
    """Read a file and put it into the store as the series that the indicator names.

    Places may be written by name. Raises NotAllowed; Refused: no such indicator, its series is fetched, the file cannot be read.
    """
    require(CHANGES_ALL, by)
    origin = _series_by_hand(catalogue_of(strategy, seen_by=by).indicators.get(indicator), indicator)
    producer = origin.producer.said.sv if origin.producer else ""
    fetched = open_file(file, Declared(producer, origin.licence, origin.url or file.name, published))
    axes = Axes(columns.place, columns.period, "names", NATION)
    found = observations_of(read_cube(file, columns.mapping), file.name, axes)
    cells = cells_in_store_words(found, Kept(), file.name)
    if columns.mapping is not None:
        # A table has a row only for some combinations; the others are not observations of nothing.
        cells = cells.filter(pc.or_(pc.is_valid(cells["value"]), pc.not_equal(cells["status"].cast(pa.string()), "")))
    # A producer gives out what is new in a file of its own as often as everything again.
    return store_came(origin, Came(fetched, cells, found.title or origin.name, {}), by=by, whole=False)


def _series_by_hand(indicator: Indicator | None, asked: str) -> Origin:
    for series in indicator.every_series if indicator else ():
        if series.source.kind == "file":
            return series.source
    raise refusal(
        asked,
        Said("En indikator vars serie läses in ur en fil.", "An indicator whose series is read from a file."),
        Said("Se listan: samhandling figures list.", "See the list: samhandling figures list."),
        Location(column="--indicator"),
    )
