"""Ground for all tests: where the shared real data lie, and a home of their own."""

import csv
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from regions import Region
from samhandling.ground.viewer import OPERATOR

# No test measures time: a slow machine is no fault.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

SHARED = Path(os.environ.get("SAMHANDLING_SHARED") or Path(__file__).resolve().parents[2] / "shared")


TOUCHES_A_DATABASE = {"db", "transactional_db"}
OWN_SITES = ("tests/stories/", "tests/office/", "tests/browser/test_stories.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """SAMHANDLING_ONLY=database: only what another database could change. The rest has been run once, and has none under it."""
    if os.environ.get("SAMHANDLING_ONLY") != "database":
        return
    kept, left = [], []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        touches = (
            fixtures & TOUCHES_A_DATABASE or item.get_closest_marker("django_db") or any(site in item.path.as_posix() for site in OWN_SITES)
        )
        touches = touches and not item.get_closest_marker("once")
        (kept if touches else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


class ByFile(LoadScopeScheduling):
    """A worker takes a file at a time; one of them takes all that a browser reads, so that its sites are made once."""

    def _split_scope(self, nodeid: str) -> str:
        return "tests/browser" if nodeid.startswith("tests/browser/") else nodeid.split("::", 1)[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Ours, whatever `--dist` says."""
    return ByFile(config, log)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data that is not part of the project."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"real data not found at {SHARED} (set SAMHANDLING_SHARED)")
    return SHARED


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test has a database of its own, so no answer of another's may be given."""
    from samhandling.office.kept import forget_all

    forget_all()


@pytest.fixture
def sormland(shared: Path, db: Any) -> Region:
    """The shipped strategy of Sörmland, the real actors and the clean portfolio, read in as the commands read them in."""
    from samhandling.people.actions import NewActor, load_actors
    from samhandling.plan.actions.importing import import_portfolio
    from samhandling.plan.actions.publishing import publish
    from samhandling.plan.opening import open_portfolio
    from samhandling.strategy.actions import load
    from samhandling.strategy.rules.shipped import read_shipped

    code, folder = "sormland-naringsliv-2022", shared / "data" / "portfolio"
    load(read_shipped(code), by=OPERATOR)
    with (folder / "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    actors = [
        NewActor(
            row["id"],
            row["name"],
            row["type"],
            row["municipality"],
            row["org_number"],
            row["note"],
            tuple(filter(None, row["aliases"].split("|"))),
        )
        for row in rows
    ]
    load_actors(actors, by=OPERATOR)
    portfolio = folder / "sormland_portfolio.csv"
    opened = open_portfolio(portfolio, None, strategy=code, by=OPERATOR)
    outcome = import_portfolio(opened.book, opened.mapping, strategy=code, lineage=opened.lineage, by=OPERATOR)
    assert outcome.run is not None
    publish(code, by=OPERATOR)
    return Region(code, "04", outcome.run, portfolio)
