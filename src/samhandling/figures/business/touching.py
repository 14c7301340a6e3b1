"""Which focus areas a reading of business life touches: those that follow measures computed of the same figures."""

from samhandling.figures.business.shapes import FocusAreaRef
from samhandling.figures.indicators_files import catalogue_of
from samhandling.figures.rules.indicator_document import Indicator
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.strategy.queries import focus_areas, strategies

_WHY = Said("Följs med {0}.", "Followed by {0}.")


def touched(viewer: Viewer) -> tuple[FocusAreaRef, ...]:
    """Focus areas of the loaded strategies, in their order, that have an indicator of industry structure."""
    found = []
    for row in strategies(viewer):
        if row.kind != "strategy":
            continue
        titles: dict[str, list[Said]] = {}
        for indicator in catalogue_of(row.code, seen_by=viewer).indicators.values():
            if _is_of_structure(indicator):
                for code in indicator.focus_areas:
                    titles.setdefault(code, []).append(indicator.title.said)
        for area in focus_areas(row.code, viewer):
            if area.code in titles:
                said = titles[area.code]
                why = Said(
                    _WHY.sv.format(", ".join(one.sv.lower() for one in said)), _WHY.en.format(", ".join(one.en.lower() for one in said))
                )
                found.append(FocusAreaRef(area.code, area.name.sv, why))
    return tuple(found)


def _is_of_structure(indicator: Indicator) -> bool:
    return any(series.source.kind == "computed" and series.source.rule.startswith("economy.") for series in indicator.every_series)
