"""A strategy, actors, and generated figures that are marked as generated: counties finely with a break, municipalities coarsely with gaps."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import NewActor, add_person, load_actors
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped
from web.economy.generated import HIDDEN, MUNICIPALITY, load_generated
from web.people.made import PASSWORD

FLORA, NILS, STINA = "flora@example.se", "nils@example.se", "stina@example.se"


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def bare(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The strategy, a few who answer for actors, and no figures at all."""
    from samhandling.figures.business import keeping
    from samhandling.figures.store import engine

    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    load(read_shipped("sormland-naringsliv-2022"), by=OPERATOR)
    actors = [NewActor("flen", "Flens kommun", "kommun", HIDDEN), NewActor("nykoping", "Nyköpings kommun", "kommun", MUNICIPALITY)]
    load_actors([*actors, NewActor("verkstan", "Verkstan i Flen AB", "företag", HIDDEN)], by=OPERATOR)
    add_person(STINA, PASSWORD, role=Role.STRATEGIST, name="Stina", by=OPERATOR)
    for email, actor in ((FLORA, "flen"), (NILS, "verkstan")):
        add_person(email, PASSWORD, role=Role.CONTRIBUTOR, name=email, actors=[actor], by=OPERATOR)
    yield
    keeping.forget()
    engine.close()


@pytest.fixture
def figures(bare: None, tmp_path: Path) -> Path:
    """The generated figures too; gives their folder."""
    load_generated(tmp_path)
    return tmp_path
