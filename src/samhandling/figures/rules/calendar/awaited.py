"""What an indicator waits for: its file's release rule together with what is held of its series."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samhandling.figures.rules.calendar.due import Awaited
from samhandling.figures.rules.calendar.periods import span_of
from samhandling.figures.rules.indicator.document import Indicator


@dataclass(frozen=True, slots=True)
class Held:
    """What a series' latest snapshot told: the last period in it, when the source says that it is next updated, when it was fetched."""

    latest_period: str | None = None
    next_update: date | None = None
    accessed: date | None = None


def awaited_of(indicator: Indicator, held: Mapping[str, Held]) -> Awaited:
    """What to look for next, by the indicator's id. `held`: by the series' key; a series that nothing is held of may be left out.

    The last period is the latest of the whole chain; the source's word is the soonest that had not passed when it was asked.
    An indicator whose file has no release rule has no calendar.
    """
    known = [held[series.source.key] for series in indicator.every_series if series.source.key in held]
    periods = sorted((found.latest_period for found in known if found.latest_period), key=lambda label: span_of(label).last)
    coming = [found for found in known if found.next_update and (found.accessed is None or found.next_update > found.accessed)]
    soonest = min(coming, key=lambda found: found.next_update or date.max, default=None)
    return Awaited(
        indicator.id,
        (*indicator.focus_areas, *indicator.prerequisites),
        periods[-1] if periods else None,
        soonest.next_update if soonest else None,
        soonest.accessed if soonest else None,
        dict(indicator.release.declared) if indicator.release else None,
        indicator.release.lag if indicator.release else None,
    )
