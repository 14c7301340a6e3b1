"""A new release of the product under a test: other rules of coverage than those that a strategy was loaded with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samhandling.coverage.rules import rulebook
from samhandling.coverage.rules.rulebook import default_rulebook, default_text
from samhandling.office.kept import forget_all

Upgrade = Callable[..., None]


@pytest.fixture
def upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upgrade]:
    """Put another rules.toml under the process, as a new release of the product does."""

    def swap(*changes: tuple[str, str], version: str = "2027-03") -> None:
        text = default_text().replace(default_rulebook().version, version)
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (tmp_path / "rules.toml").write_text(text, "utf-8")
        monkeypatch.setattr(rulebook, "files", lambda package: tmp_path)
        default_rulebook.cache_clear()
        forget_all()

    yield swap
    monkeypatch.undo()
    default_rulebook.cache_clear()


def rule(key: str, old: str, new: str) -> tuple[str, str]:
    """A change of one rule of the file: its lines up to the threshold."""
    lines = default_text().split(f'id = "{key}"\n')[1].split("sv")[0]
    return f'id = "{key}"\n{lines}', f'id = "{key}"\n{lines.replace(old, new)}'


@pytest.fixture
def upgraded(upgrade: Upgrade) -> str:
    """A release that wants two main initiatives instead of one: its version."""
    upgrade(rule("no_main", '"1"', '"2"'))
    return "2027-03"
