"""Which five things are the most important of what has happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from samhandling.ground.said import Said

MOST = 5
OF_A_KIND = 2


class NewsKind(IntEnum):
    """In the order of importance.

    First what the strategy hangs on: a focus area that has got or lost its efforts. Then what somebody can still do something about:
    what is late, what soon ends. Then what is new, what has been said, and that there is a new picture to look at.
    """

    STATUS = 1
    LATE = 2
    ENDS = 3
    NEW = 4
    SAID = 5
    PUBLISHED = 6


@dataclass(frozen=True, slots=True)
class News:
    """One thing that has happened: a sentence, the page that tells more, and the day that it is about.

    `is_own`: the reader's own actor has a part in it. `page`: the name of an address, and what stands in it.
    """

    kind: NewsKind
    said: Said
    page: str
    code: str
    day: date
    is_own: bool = False


def most_important(news: Sequence[News], most: int = MOST) -> list[News]:
    """At most `most`, by kind; within a kind the reader's own first, then the latest, then by the sentence.

    No kind takes more than two places while another kind waits, so that ten late activities do not hide a focus area without efforts.
    """
    ordered = sorted(dict.fromkeys(news), key=_rank)
    taken: dict[NewsKind, int] = {}
    first, rest = list[News](), list[News]()
    for one in ordered:
        taken[one.kind] = taken.get(one.kind, 0) + 1
        (first if taken[one.kind] <= OF_A_KIND else rest).append(one)
    chosen = [*first, *rest][:most]
    return sorted(chosen, key=_rank)


def _rank(one: News) -> tuple[int, bool, int, str]:
    return (one.kind, not one.is_own, -one.day.toordinal(), one.said.sv)
