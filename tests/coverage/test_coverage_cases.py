"""The readable cases hold, and the runner that says so fails when a case is wrong."""

from pathlib import Path

import pytest
from coverage_cases import Case, NotACase, cases_in, differences, read_cases

HERE = Path(__file__).parent
GOOD = list(cases_in(HERE / "cases"))
WRONG = list(cases_in(HERE / "failing"))

SOUND = """
[[case]]
name = "Ett fall"
because = "Därför."
on = 2018-06-30
[[case.given]]
id = "insats"
shares = { "1.1" = "1" }
[case.expect."1.1"]
undated = 1
"""


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_it_says_what_the_case_expects(case: Case) -> None:
    assert not differences(case), case.because


@pytest.mark.parametrize("case", WRONG, ids=str)
def test_it_tells_every_difference_of_a_wrong_case(case: Case) -> None:
    assert differences(case) == list(case.fails)


def test_every_wrong_case_says_how_it_fails() -> None:
    assert WRONG
    assert all(case.fails for case in WRONG)
    assert not any(case.fails for case in GOOD)


def test_no_two_cases_bear_the_same_name() -> None:
    names = [case.name for case in GOOD]
    assert len(names) == len(set(names)) >= 20


def test_a_sound_case_is_read() -> None:
    assert [differences(case) for case in read_cases(SOUND, "fall.toml")] == [[]]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("because", "becuase", "okänd nyckel becuase"),
        ('because = "Därför."', "", "because saknas"),
        ("undated", "undatde", "okänd nyckel undatde"),
        ("shares", "share", "okänd nyckel share"),
        ('expect."1.1"', 'expect."9.9"', "okänt område 9.9"),
        ('id = "insats"', "", "en insats utan id"),
        ("on = 2018-06-30", "on = 2018-06-30\nswitch = { one_financer = 'note' }", "okänd nyckel one_financer"),
        ("[[case]]", "[[fall]]\n[[case]]", "okänd nyckel fall"),
    ],
)
def test_a_case_that_is_misspelt_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(NotACase, match=said):
        [differences(case) for case in read_cases(SOUND.replace(old, new), "fall.toml")]
