"""Read: the indicators that follow a focus area, each with its values, what has happened lately and the nation beside; one question in all."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samhandling.figures.indicators.beside import groups_of
from samhandling.figures.indicators.files import catalogue_of, files_stamp
from samhandling.figures.indicators.rows import Line, Missing, Value
from samhandling.figures.indicators.series import code_of
from samhandling.figures.indicators.sources import missing
from samhandling.figures.indicators.values import Cells, cells_of, codes_of, main_line
from samhandling.figures.queries import last_fetch
from samhandling.figures.rules.comparing.others import Against, against
from samhandling.figures.rules.indicator.document import Indicator
from samhandling.figures.rules.movement.lately import Lately, lately
from samhandling.ground.places import NATION
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.kept import Kept

_NATION = Said("riket", "the nation")


@dataclass(frozen=True, slots=True)
class Followed:
    """An indicator of a focus area for a place. `nation`: the difference to it, `None` where the two are not compared.

    `preliminary` and `stale_since` are of the latest value. Where nothing is known of the place, `missing` says what there is not;
    `is_split`: there are values, one for each of several parts. `known_on`: the earlier day that the picture knows by, `None` for today.
    """

    indicator: Indicator
    line: Line
    of_nation: Line
    lately: Lately
    nation: Against | None
    is_held: bool
    is_split: bool
    stale_since: date | None
    missing: tuple[Missing, ...]
    known_on: date | None = None

    @property
    def latest(self) -> Value | None:
        """The last known value of the place."""
        return self.line.latest


_followed: Kept[tuple[Followed, ...]] = Kept(64)


def followed(
    strategy: str, code: str, *, place: str, seen_by: Viewer, on: date | None = None, known_on: date | None = None
) -> tuple[Followed, ...]:
    """The indicators of a focus area or a prerequisite, in the order of the files. However many they are, the engine is asked once.

    `on`: the day that the picture is of, today where None; its figures are those that were known that day, so that nothing is judged by
    what came out later. `known_on`: another day to know by, where somebody has said one.
    """
    today = timezone.localdate()
    known = known_on or on
    day = known if known is not None and known < today else None
    key: Hashable = (strategy, code, place, day, today, last_fetch(), files_stamp(strategy))
    return _followed.get(key, lambda: _all(strategy, code, place, day, seen_by))


def _all(strategy: str, code: str, place: str, on: date | None, seen_by: Viewer) -> tuple[Followed, ...]:
    known = catalogue_of(strategy, seen_by=seen_by)
    wanted = tuple(dict.fromkeys(one.id for one in (*known.of_focus_area(code), *known.of_prerequisite(code))))
    indicators = [known.indicators[name] for name in wanted]
    cells = cells_of(indicators, {place, NATION}, seen_by=seen_by, on=on)
    return tuple(_one(indicator, cells, place, on) for indicator in indicators)


def _one(indicator: Indicator, cells: Cells, place: str, on: date | None) -> Followed:
    own, nation = main_line(indicator, cells, place), main_line(indicator, cells, NATION)
    marks = [*indicator.break_marks, *own.breaks]
    codes = codes_of(indicator)
    stale = [row.stale_since for code in codes if (row := cells.series.get(code)) and row.stale_since]
    compared = None
    if "nation" in groups_of(indicator, place) and own.latest is not None and nation.latest is not None:
        compared = against(own.points, nation.points, _NATION, indicator.stated, marks)
    return Followed(
        indicator,
        own,
        nation,
        lately(own.points, indicator.stated, marks, per_cent=indicator.unit.sv == "procent"),
        compared,
        any(code_of(series.source) in cells.series for series in indicator.every_series),
        len(cells.rests(codes, place)) > 1,
        min(stale, default=None),
        missing(indicator, cells, place) if own.latest is None else (),
        on,
    )
