"""Running headers and footers of a PDF: lines at the top or bottom that stand on most pages, their numbers aside."""

import re
from collections import Counter
from collections.abc import Sequence

from samhandling.files.document.pdf_lines import Line

_EDGE_LINES = 3
_LEAST_PAGES = 3
# Left and right pages often have each their own.
_LEAST_SHARE = 0.4
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")


def without_running(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """(the pages' lines without running ones, how many different ones there were)."""
    filled = [page for page in pages if page]
    at_top: Counter[str] = Counter(key for page in filled for key in {_key(page[place]) for place in _top(page)})
    at_bottom: Counter[str] = Counter(key for page in filled for key in {_key(page[place]) for place in _bottom(page)})
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(filled))
    tops = {key for key, count in at_top.items() if count >= least}
    bottoms = {key for key, count in at_bottom.items() if count >= least}
    kept = []
    for page in pages:
        gone = _reaching(page, _top(page), tops) | _reaching(page, _bottom(page), bottoms)
        kept.append([line for place, line in enumerate(page) if place not in gone])
    return kept, len(tops | bottoms)


def _key(line: Line) -> str:
    return _NUMBER.sub("#", line.text.lower())


def _top(page: Sequence[Line]) -> list[int]:
    return list(range(len(page)))[:_EDGE_LINES]


def _bottom(page: Sequence[Line]) -> list[int]:
    return list(range(len(page)))[: -_EDGE_LINES - 1 : -1]


def _reaching(page: Sequence[Line], places: list[int], running: set[str]) -> set[int]:
    """The places from the edge inwards whose lines are running ones; the first other line ends them."""
    found: set[int] = set()
    for place in places:
        if _key(page[place]) not in running:
            break
        found.add(place)
    return found
