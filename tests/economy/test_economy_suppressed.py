"""What a suppressed cell does, as the table of measures says."""

import numpy as np
import pytest

from samhandling import economy
from samhandling.economy import Note, Of, Reason

CELLS = np.array([[[40, 44], [30, 28], [5, 6]], [[10, 12], [20, 22], [30, 33]], [[50, 40], [4, 5], [60, 70]]], float)
HIDDEN = np.zeros(CELLS.shape, bool)
HIDDEN[0, 2, 1] = True


@pytest.fixture
def cube() -> economy.Cube:
    """Three regions, three industries, two years; the first region's third industry is suppressed in the second year."""
    return economy.cube_from_array(CELLS, suppressed=HIDDEN, years=[2020, 2021])


def test_a_suppressed_cell_leaves_its_regions_quotients_undefined(cube: economy.Cube) -> None:
    found = economy.location_quotient(cube)
    assert [found.at("R1", industry, 2021).reason for industry in cube.industries] == [Reason.SUPPRESSED_CELL] * 3
    assert found.counted_reasons() == {Reason.SUPPRESSED_CELL: 3}
    assert Note.REFERENCE_LACKS_UNKNOWN in found.notes


def test_a_stated_total_gives_the_other_quotients_back() -> None:
    stated = economy.Stated(regions=CELLS.sum(axis=1).T.copy())
    cube = economy.cube_from_array(CELLS, suppressed=HIDDEN, years=[2020, 2021], stated=stated)
    found = economy.location_quotient(cube)
    assert found.at("R1", "I3", 2021).reason is Reason.SUPPRESSED_CELL
    assert found.at("R1", "I1", 2021).value == pytest.approx((44 / 78) / (96 / 254))


@pytest.mark.parametrize("measure", [economy.krugman, economy.hoover, economy.gini, economy.herfindahl, economy.normalised_herfindahl,
    economy.equivalent_number, economy.entropy, economy.hachman, economy.theil_t, economy.theil_l], ids=lambda one: one.__name__)  # fmt: skip
def test_a_suppressed_cell_leaves_its_side_undefined(cube: economy.Cube, measure: "object") -> None:
    for of, code in ((Of.REGIONS, "R1"), (Of.INDUSTRIES, "I3")):
        found = measure(cube, of)  # type: ignore[operator]
        assert found.at(code, 2021).reason is Reason.SUPPRESSED_CELL
        assert found.at(code, 2020).value is not None
        assert found.counted_reasons() == {Reason.SUPPRESSED_CELL: 1}


def test_a_cell_suppressed_in_one_year_makes_no_growth(cube: economy.Cube) -> None:
    found = economy.shift_share(cube, 2020, 2021)
    assert found.terms["national"].at("R1").reason is Reason.SUPPRESSED_CELL
    assert found.cells["regional"].at("R1", "I3").reason is Reason.SUPPRESSED_CELL
    assert found.cells["regional"].at("R1", "I1").value is not None
    known = CELLS[1:, 2].sum(axis=0)
    assert found.cells["regional"].at("R3", "I3").value == pytest.approx(70 - 60 * known[1] / known[0])


def test_a_suppressed_cell_is_not_present(cube: economy.Cube) -> None:
    net = economy.network(cube, 2021, coarse_is_meant=True)
    assert not net.present[0, 2]
    assert Note.UNKNOWN_COUNTED_ABSENT in net.notes
    assert Note.UNKNOWN_COUNTED_ABSENT not in economy.network(cube, 2020, coarse_is_meant=True).notes


def test_variety_and_ellison_glaeser_name_the_suppressed_cell(cube: economy.Cube) -> None:
    groups = {"I1": "a", "I2": "a", "I3": "b"}
    assert economy.variety(cube, groups).related.at("R1", 2021).reason is Reason.SUPPRESSED_CELL
    assert economy.ellison_glaeser(cube, [0.1, 0.1, 0.1]).at("I3", 2021).reason is Reason.SUPPRESSED_CELL
    together = economy.co_agglomeration(cube, {"all": ["I1", "I3"], "known": ["I1", "I2"]}, [0.1, 0.1, 0.1])
    assert together.at("all", 2021).reason is Reason.SUPPRESSED_CELL
    assert together.at("known", 2021).value is not None


def test_a_missing_cell_weighs_more_than_a_suppressed_one() -> None:
    missing = np.zeros(CELLS.shape, bool)
    missing[0, 0, 1] = True
    cube = economy.cube_from_array(CELLS, suppressed=HIDDEN, missing=missing)
    assert economy.entropy(cube).at("R1", 2).reason is Reason.MISSING_CELL


def test_suppressed_cells_are_filled_only_when_asked_and_it_is_said(cube: economy.Cube) -> None:
    low = economy.filled_with(cube, 0)
    found = economy.herfindahl(low)
    assert found.at("R1", 2021).value == pytest.approx((44**2 + 28**2) / 72**2)
    assert Note.ESTIMATED_CELLS in found.notes
    with pytest.raises(ValueError, match="at least 0"):
        economy.filled_with(cube, -1)


def test_what_the_total_leaves_over_is_spread_as_in_all_regions() -> None:
    hidden = HIDDEN.copy()
    hidden[0, 1, 1] = True
    stated = economy.Stated(regions=CELLS.sum(axis=1).T.copy())
    cube = economy.filled_from_totals(economy.cube_from_array(CELLS, suppressed=hidden, stated=stated))
    assert cube.suppressed is None
    left, second, third = 78 - 44, 22 + 5, 33 + 70
    assert cube.values[0, :, 1].tolist() == pytest.approx([44, left * second / (second + third), left * third / (second + third)])


def test_without_a_total_nothing_is_filled(cube: economy.Cube) -> None:
    assert economy.filled_from_totals(cube).suppressed is not None
