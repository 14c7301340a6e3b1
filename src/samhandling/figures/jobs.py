"""Done by itself: figures that are due are fetched every morning, computed ones follow, files that nothing names are swept every night."""

import os
from collections import Counter
from collections.abc import Mapping
from datetime import time
from typing import Any

from samhandling.figures.actions import sweep
from samhandling.figures.business.computed import compute
from samhandling.figures.fetching.series import FAILED, REFUSED, FetchedSeries, fetch, fetch_due
from samhandling.ground.places import NATION
from samhandling.office.jobs.registry import job
from samhandling.office.jobs.repeating import Daily
from samhandling.office.jobs.running import Running
from samhandling.strategy.queries import strategies
from samhandling.strategy.queries import strategy as open_strategy


@job("figures.fetch")
def fetch_ordered(running: Running) -> Mapping[str, Any]:
    """Fetch what was ordered: `what` (an indicator, a series or a source) of the indicators of `strategy`."""
    return told(fetch(str(running.arguments["what"]), strategy=str(running.arguments["strategy"]), by=running.by))


@job("figures.due", most_attempts=1, every=Daily(time(8, 35)))
def fetch_what_is_due(running: Running) -> Mapping[str, Any]:
    """Fetch what has come out, shortly after the hour when official statistics are published. SAMHANDLING_FIGURES_FETCH=off: nothing."""
    if os.environ.get("SAMHANDLING_FIGURES_FETCH", "on").lower() == "off":
        return {"off": True}
    places = {row.code: open_strategy(row.code, running.by).place or NATION for row in strategies(running.by) if row.kind == "strategy"}
    return told(fetch_due(list(places), places.__getitem__, by=running.by))


@job("figures.compute", every=Daily(time(4, 10)))
def compute_what_is_computed(running: Running) -> Mapping[str, Any]:
    """Compute indicators of industry structure from the employment by industry that is held; what has not changed is left alone."""
    return {"states": dict(Counter(one.state for one in compute(by=running.by)))}


@job("figures.sweep", every=Daily(time(3, 50)))
def sweep_leftovers(running: Running) -> Mapping[str, int]:
    """Remove what a broken-off fetch or a merge has left lying."""
    return {"files": len(sweep(by=running.by))}


def told(found: list[FetchedSeries]) -> Mapping[str, Any]:
    """What came of it, as plain values: how many of each state, and the first lines of what went wrong."""
    wrong = [one for one in found if one.state in (FAILED, REFUSED)]
    return {
        "states": dict(Counter(one.state for one in found)),
        "wrong": [
            {"series": one.series, "state": one.state, "read": fault.read[:200], "expected": [fault.expected.sv, fault.expected.en]}
            for one in wrong[:50]
            for fault in one.faults[:3]
        ],
    }
