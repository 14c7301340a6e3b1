"""The given revision history of Swedish statistics, replayed release by release, stands in the store as it was."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from figures_made import BUILDING, HOUSE_PRICES, LABOUR_MARKET, Given, releases, rows_of

from samhandling.figures.actions import store_snapshot
from samhandling.figures.queries import known_rows, revisions, series_list, vintages
from samhandling.figures.rules.changes import Change
from samhandling.ground.viewer import OPERATOR, VISITOR

WHOLE = {"kön": "totalt", "ålder": "20-64 år", "födelseregion": "totalt"}


def replay(given: Given, shared: Path) -> None:
    for snapshot, observations in releases(given, shared):
        outcome = store_snapshot(snapshot, observations, by=OPERATOR)
        assert outcome.good, [found.read for found in outcome.breaks]


def value(series: str, place: str, period: str, on: str) -> tuple[float | None, str]:
    [row] = known_rows(series, seen_by=VISITOR, on=date.fromisoformat(on), places=[place], periods=[period], dims=WHOLE)
    return row.value, row.known_from.isoformat()


@pytest.mark.django_db
def test_it_knows_the_labour_market_as_it_was_known(shared: Path, figures_home: Path) -> None:
    replay(LABOUR_MARKET, shared)
    for place, then, now in (("20", 6.2, 6.1), ("00", 7.0, 6.8), ("2039", 6.3, 5.9)):
        assert value("bas:unemployment", place, "2020M06", "2026-05-01") == (then, "2023-06-09")
        assert value("bas:unemployment", place, "2020M06", "2026-07-02") == (now, "2026-05-28")
    assert value("bas:unemployed", "00", "2024M12", "2026-05-27") == (285_574, "2025-02-28")
    assert value("bas:unemployed", "00", "2024M12", "2026-05-28") == (280_722, "2026-05-28")

    found = revisions([row.code for row in series_list(seen_by=VISITOR)], seen_by=VISITOR)
    assert Counter(one.now.known_from.isoformat() for one in found) == {"2026-05-28": 6075, "2026-03-31": 1}
    given = Counter(
        (LABOUR_MARKET.series[str(row["measure"])], str(row["period"]), str(row["vintage"])[:10], row["value"])
        for row in rows_of(LABOUR_MARKET, shared)
        if row["revision_no"]
    )
    assert Counter((one.now.series, one.now.period, one.now.known_from.isoformat(), one.now.value) for one in found) == given
    assert {one.change for one in found} == {Change.REVISED}

    told = {vintage.known_from.isoformat(): vintage.counts for vintage in vintages("bas:unemployed", seen_by=VISITOR)}
    assert told["2026-05-28"][Change.ADDED] == 17
    assert sum(counts.get(Change.REVISED, 0) for counts in told.values()) == sum(one.now.series == "bas:unemployed" for one in found)


@pytest.mark.django_db
@pytest.mark.parametrize("given", [BUILDING, HOUSE_PRICES], ids=["building", "house_prices"])
def test_it_finds_every_revision_of_a_given_history(given: Given, shared: Path, figures_home: Path) -> None:
    replay(given, shared)
    rows = rows_of(given, shared)
    found = revisions([row.code for row in series_list(seen_by=VISITOR)], seen_by=VISITOR)
    assert len(found) == sum(int(str(row["revision_no"])) > 0 for row in rows)
    last = {}
    for row in sorted(rows, key=lambda row: str(row["vintage"])):
        last[str(row["measure"]), *(str(row[name]) for name in (given.place, "period", *given.dimensions))] = row["value"]
    every = known_rows([row.code for row in series_list(seen_by=VISITOR)], seen_by=VISITOR)
    assert Counter(row.value for row in every) == Counter(last.values())
