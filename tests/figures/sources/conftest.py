"""Ground for the tests of sources: a web that does not wait, with short time-outs."""

from collections.abc import Iterator

import pytest
from loopback_server import FakeClock

from samhandling.figures.sources.fetching import Terms, Web
from samhandling.figures.sources.fetching.patience import Patience

QUICK = Terms(connect_seconds=2, read_seconds=0.15, most_bytes=2_000_000, patience=Patience(attempts=3))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def web(clock: FakeClock) -> Iterator[Web]:
    with Web(terms=QUICK, clock=clock, chance=lambda: 1.0) as web:
        yield web
