"""Local labour markets by Statistics Sweden's rule."""

import pytest

from samhandling import economy
from samhandling.economy import Why


def _found(flows: dict[str, dict[str, int]], **limits: float) -> economy.LabourMarkets:
    """From what each municipality sends where; the rest of 1,000 stay."""
    names = list(flows)
    matrix = [[(1000 - sum(goes.values())) if to == here else goes.get(to, 0) for to in names] for here, goes in flows.items()]
    return economy.local_labour_markets(matrix, names, **limits)  # type: ignore[arg-type]


def _placed(found: economy.LabourMarkets) -> dict[str, tuple[str, Why]]:
    return {one.region: (one.centre, one.why) for one in found.placed}


def test_a_municipality_within_both_limits_is_a_centre_and_others_follow() -> None:
    found = _found({"Stad": {"Ort": 75, "By": 75, "Annan": 50}, "Ort": {"Stad": 300}, "By": {"Stad": 76}, "Annan": {}})
    assert _placed(found) == {
        "Stad": ("Stad", Why.INDEPENDENT), "Ort": ("Stad", Why.FOLLOWS), "By": ("Stad", Why.FOLLOWS), "Annan": ("Annan", Why.INDEPENDENT),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sends", "why"),
    [
        ({"B": 75, "C": 75, "D": 50}, Why.INDEPENDENT),
        ({"B": 75, "C": 75, "D": 51}, Why.FOLLOWS),
        ({"B": 75}, Why.INDEPENDENT),
        ({"B": 76}, Why.FOLLOWS),
    ],
)
def test_the_limits_themselves_are_within(sends: dict[str, int], why: Why) -> None:
    assert _placed(_found({"A": sends, "B": {}, "C": {}, "D": {}}))["A"][1] is why


def test_one_may_follow_another_that_follows() -> None:
    found = _found({"A": {}, "B": {"A": 300}, "C": {"B": 200}})
    assert _placed(found)["C"] == ("A", Why.FOLLOWS)
    assert {one.region: one.follows for one in found.placed} == {"A": "A", "B": "A", "C": "B"}


def test_a_chain_of_three_links_breaks_at_its_weakest() -> None:
    found = _found({"A": {}, "B": {"A": 300}, "C": {"B": 200}, "D": {"C": 250}})
    assert _placed(found) == {"A": ("A", Why.INDEPENDENT), "B": ("A", Why.FOLLOWS), "C": ("C", Why.BROKE_CHAIN), "D": ("C", Why.FOLLOWS)}
    longer = _found({"A": {}, "B": {"A": 300}, "C": {"B": 200}, "D": {"C": 250}}, longest_chain=3)
    assert {one.centre for one in longer.placed} == {"A"}


def test_two_that_follow_each_other_make_one_market_around_the_more_self_contained() -> None:
    found = _found({"A": {"B": 250}, "B": {"A": 220}, "C": {}})
    assert _placed(found) == {"A": ("B", Why.FOLLOWS), "B": ("B", Why.BROKE_CIRCLE), "C": ("C", Why.INDEPENDENT)}


def test_between_equal_flows_more_jobs_decide() -> None:
    found = economy.local_labour_markets([[600, 200, 200], [0, 1000, 0], [0, 0, 1001]], ["A", "B", "C"])
    assert _placed(found)["A"] == ("C", Why.FOLLOWS)


def test_a_municipality_without_employed_residents_stands_alone() -> None:
    found = economy.local_labour_markets([[0, 0], [0, 500]], ["A", "B"])
    assert _placed(found)["A"] == ("A", Why.NOBODY_EMPLOYED)
    assert found.market_of("A").contained is None
    assert found.placed[0].out_share is None


def test_it_says_how_much_of_a_market_works_inside_it() -> None:
    found = economy.local_labour_markets([[900, 50, 50], [300, 700, 0], [0, 0, 1000]], ["A", "B", "C"])
    market = found.market_of("B")
    assert (market.centre, market.regions) == ("A", ("A", "B"))
    assert market.contained == pytest.approx(1950 / 2000)
    assert found.placed[1].out_share == pytest.approx(0.3)
    with pytest.raises(KeyError):
        found.market_of("D")


@pytest.mark.parametrize(
    ("matrix", "names", "says"),
    [([[1, 2]], ["A", "B"], "2 × 2"), ([[1, -2], [0, 1]], ["A", "B"], "A to B"), ([[1, 2], [0, 1]], ["A", "A"], "once")],
)
def test_a_matrix_that_cannot_be_is_refused(matrix: list[list[int]], names: list[str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        economy.local_labour_markets(matrix, names)
