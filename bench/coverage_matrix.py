"""The full coverage matrix: 21 counties × 2,000 initiatives, 14 focus areas × 312 places, dataclasses given.

Run: python bench/coverage_matrix.py [INITIATIVES] [RUNS]
Beside it, in the same run, the plain way: one picture for each place (for a few places, scaled up), which gives the same answer.
"""

import random
import sys
from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from time import perf_counter

from samhandling.coverage.rules.matrix import matrix
from samhandling.coverage.rules.picture import FocusArea, Question, picture
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.ground.periods import Period
from samhandling.ground.places import NATION, PlaceCode, counties, municipalities_of
from samhandling.plan.rules.record import Basis, Grant, InitiativeRecord, Kind, MoneyKind, Reach, Share

AREAS = tuple(
    FocusArea(f"{area}.{number}", tuple(f"{area}.{number}.{letter}" for letter in "abcd")) for area in (1, 2) for number in range(1, 8)
)


def one(number: int, dice: random.Random) -> InitiativeRecord:
    """An invented initiative: mostly one county, some several, some the nation; one to three focus areas."""
    wide = dice.random() < 0.05
    home = counties()[number % 21]
    where = counties() if wide else tuple(sorted({home, *dice.sample(counties(), dice.choice((0, 0, 0, 1, 2, 4)))}))
    inside = municipalities_of(home)
    named = tuple(sorted(dice.sample(inside, min(len(inside), dice.randint(1, 4))))) if not wide and dice.random() < 0.4 else ()
    areas = dice.sample(AREAS, dice.choice((1, 1, 2, 2, 3)))
    cut = dice.choice((Fraction(1, 2), Fraction(1, 4), Fraction(3, 10)))
    shares = tuple(Share(area.code, cut, tuple(dice.sample(area.aspects, dice.randint(0, 2)))) for area in areas if cut * len(areas) <= 1)
    start = date(2014, 1, 1) + timedelta(days=dice.randint(0, 2500))
    dated = dice.random() < 0.8
    end = start + timedelta(days=dice.randint(100, 1500))
    return InitiativeRecord(
        id=f"I{number}",
        title=f"Initiative {number}",
        owners=(f"actor-{dice.randint(0, 4000)}",),
        kind=dice.choices((Kind.IMPLEMENTATION, Kind.PRE_STUDY, Kind.TECHNICAL_ASSISTANCE), (80, 15, 5))[0],
        period=Period(start, end) if dated else Period(not_before=start, not_after=end),
        reach=Reach.NATION if wide else Reach.NAMED if named else Reach.COUNTY,
        counties=where,
        municipalities=named,
        basis=dice.choices((Basis.JUDGED, Basis.NOT_READ), (90, 10))[0],
        shares=shares,
        grants=(Grant("fund", MoneyKind.GRANTED, Fraction(dice.randint(50_000, 40_000_000))),) if dice.random() < 0.8 else (),
        target_groups=("SMF",),
    )


def main(initiatives: int = 42_000, runs: int = 5) -> None:
    """Time it and check it."""
    dice = random.Random(2026)
    records = [one(number, dice) for number in range(initiatives)]
    question = Question(date(2018, 6, 30), NATION, default_rulebook())
    times = []
    for _ in range(runs + 1):
        begun = perf_counter()
        found = matrix(records, AREAS, question)
        times.append(perf_counter() - begun)
    some = (NATION, PlaceCode("04"), PlaceCode("14"), PlaceCode("0484"), PlaceCode("2584"))
    begun = perf_counter()
    drawn = [picture(records, AREAS, Question(question.on, place, question.rulebook)) for place in some]
    plain = (perf_counter() - begun) / len(some) * len(found.places)
    differing = sum(
        found.status_of(place, cell.focus_area) is not cell.status or found.sek_of(place, cell.focus_area) != cell.sek.value
        for place, one_picture in zip(some, drawn, strict=True)
        for cell in one_picture.cells
    )
    print(f"{initiatives} initiatives × {len(AREAS)} focus areas × {len(found.places)} places")
    print(
        f"matrix: median {median(times[1:]):.3f} s, min {min(times[1:]):.3f}, max {max(times[1:]):.3f} ({runs} runs after one to warm up)"
    )
    print(f"one picture for each place: about {plain:.0f} s; cells that differ: {differing} of {len(some) * len(AREAS)}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
