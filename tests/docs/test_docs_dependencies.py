"""The page on dependencies names each direct one, at the version that is pinned."""

import re
import tomllib

import pytest

from pages import ROOT, text_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PAGE = text_of(ROOT / "docs" / "dependencies.md")
DIRECT = [("requirements.lock", named) for named in PROJECT["project"]["dependencies"]]
DIRECT += [("requirements-dev.lock", named) for named in PROJECT["dependency-groups"]["dev"]]
ROWS = dict(re.findall(r"^\| ([\w.\-]+)(?:\[[^\]]*\])? \| (\d[\w.]*) \|", PAGE, re.MULTILINE))


def name_of(named: str) -> str:
    return re.match(r"[\w.-]+", named)[0].lower()  # type: ignore[index]


@pytest.mark.parametrize(("lock", "named"), DIRECT, ids=[named for _, named in DIRECT])
def test_a_direct_dependency_has_its_row_at_its_pinned_version(lock: str, named: str) -> None:
    pinned = re.findall(rf"^{re.escape(name_of(named))}==([\w.]+)", text_of(ROOT / lock), re.MULTILINE)
    assert ROWS.get(name_of(named)) in pinned


def test_no_row_is_left_of_one_that_is_gone() -> None:
    assert set(ROWS) == {name_of(named) for _, named in DIRECT}


def test_the_number_of_packages_is_what_is_pinned() -> None:
    pinned = re.findall(r"^([\w.-]+)==[^\n]*", text_of(ROOT / "requirements.lock"), re.MULTILINE)
    elsewhere = re.findall(r"^([\w.-]+)==[^\n]*sys_platform == 'win32'", text_of(ROOT / "requirements.lock"), re.MULTILINE)
    assert f"there are {len(set(pinned) - set(elsewhere))} packages on Linux" in PAGE
