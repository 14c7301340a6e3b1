"""Every measure of structure and growth against one worked out by hand, over small cubes with empty sides, single ones and hidden cells."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

import naive_growth as growth
import naive_structure as naive
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samhandling import economy
from samhandling.economy import Curve, Expected, Method, Of

HAND = settings(deadline=None, max_examples=40)
Table = list[list[int | None]]
Z = 1.959963984540054


@st.composite
def tables(draw: st.DrawFn, years: int = 1, least_rows: int = 1, hidden: bool = True) -> list[Table]:
    """One table a year, 1 to 5 regions and 1 to 5 industries; a row or a column may be empty, a cell hidden."""
    rows, columns = draw(st.integers(least_rows, 5)), draw(st.integers(1, 5))
    jobs = st.one_of(st.just(0), st.integers(0, 60), st.integers(0, 9000))
    empty_row, empty_column = draw(st.none() | st.integers(0, rows - 1)), draw(st.none() | st.integers(0, columns - 1))
    found: list[Table] = []
    for _ in range(years):
        table: Table = [[0 if r == empty_row or i == empty_column else draw(jobs) for i in range(columns)] for r in range(rows)]
        if hidden and draw(st.integers(0, 3)) == 0:
            table[draw(st.integers(0, rows - 1))][draw(st.integers(0, columns - 1))] = None
        found.append(table)
    return found


def cube_of(years: Sequence[Table]) -> economy.Cube:
    """Without the check for totals, which such small cubes meet by accident."""
    stack = np.array([[[cell or 0 for cell in row] for row in table] for table in years], float)
    hidden = np.array([[[cell is None for cell in row] for row in table] for table in years])
    names = (tuple(f"R{r}" for r in range(stack.shape[1])), tuple(f"I{i}" for i in range(stack.shape[2])))
    return economy.Cube(*names, tuple(range(len(years))), stack, hidden if hidden.any() else None)


def same(found: economy.Value, expected: Fraction | float | None) -> None:
    """Both say that there is no value, or both say the same."""
    assert (found.value is None) == (expected is None), (found, expected)
    if found.value is not None and expected is not None:
        assert found.value == pytest.approx(float(expected), rel=1e-9, abs=1e-9)


STRUCTURE: dict[str, tuple[Callable[..., economy.Measured], Callable[..., Any]]] = {
    "krugman": (economy.krugman, naive.krugman),
    "hoover": (economy.hoover, naive.hoover),
    "gini": (economy.gini, naive.gini),
    "gini of the curve": (partial(economy.gini, curve=Curve.LORENZ), naive.lorenz_gini),
    "herfindahl": (economy.herfindahl, naive.herfindahl),
    "normalised herfindahl": (economy.normalised_herfindahl, naive.normalised_herfindahl),
    "equivalent number": (economy.equivalent_number, naive.equivalent_number),
    "entropy": (economy.entropy, naive.entropy),
    "hachman": (economy.hachman, naive.hachman),
    "theil t": (economy.theil_t, naive.theil_t),
    "theil l": (economy.theil_l, naive.theil_l),
}


@pytest.mark.parametrize("name", STRUCTURE)
@given(years=tables())
@HAND
def test_structure_is_what_one_gets_by_hand(name: str, years: list[Table]) -> None:
    measure, by_hand = STRUCTURE[name]
    (table,) = years
    for of, rows in ((Of.REGIONS, table), (Of.INDUSTRIES, naive.turned(table))):
        found, whole = measure(cube_of(years), of=of), naive.whole_of(rows)
        for at, row in enumerate(rows):
            parts = naive.known(row)
            same(found.at(found.axes[0].codes[at], 0), None if parts is None else by_hand(parts, whole))


@given(years=tables())
@HAND
def test_quotients_and_their_bounds_are_what_one_gets_by_hand(years: list[Table]) -> None:
    (table,) = years
    found, whole = economy.location_quotients(cube_of(years)), naive.whole_of(table)
    for r, row in enumerate(table):
        for i, cell in enumerate(row):
            expected = naive.quotient(table, r, i)
            place = (f"R{r}", f"I{i}", 0)
            same(found.quotient.at(*place), expected)
            same(economy.location_quotient(cube_of(years)).at(*place), expected)
            parts = naive.known(row)
            bounds: tuple[float | None, float | None] = (None, None)
            if expected is not None and parts is not None and cell is not None:
                low, high = naive.wilson(cell, sum(parts), Z)
                bounds = (low * sum(whole) / whole[i], high * sum(whole) / whole[i])
            for bound, hand in zip((found.lower, found.upper), bounds, strict=True):
                same(bound.at(*place), hand)


@given(years=tables(), parts=st.integers(1, 3))
@HAND
def test_variety_is_what_one_gets_by_hand(years: list[Table], parts: int) -> None:
    (table,) = years
    groups = {f"I{i}": str(i % parts) for i in range(len(table[0]))}
    assume(len(set(groups.values())) < len(groups))
    found = economy.variety(cube_of(years), groups)
    for r, row in enumerate(table):
        cells = naive.known(row)
        expected = (None, None) if cells is None else naive.variety(cells, list(groups.values()))
        same(found.unrelated.at(f"R{r}", 0), expected[0])
        same(found.related.at(f"R{r}", 0), expected[1])


@given(years=tables(hidden=False), data=st.data())
@HAND
def test_the_cluster_index_is_what_one_gets_by_hand(years: list[Table], data: st.DataObject) -> None:
    (table,) = years
    rows, columns = len(table), len(table[0])
    area, people = (data.draw(st.lists(st.integers(1, 900), min_size=rows, max_size=rows)) for _ in range(2))
    plants = [[data.draw(st.integers(1, 30)) for _ in range(columns)] for _ in range(rows)]
    found, whole = economy.cluster_index(cube_of(years), area, people, plants), naive.whole_of(table)
    for r, row in enumerate(table):
        for i, cell in enumerate(row):
            expected = None
            if whole[i]:
                jobs, all_plants = cell or 0, sum(here[i] for here in plants)
                density = Fraction(jobs, area[r]) / Fraction(whole[i], sum(area))
                stock = Fraction(jobs, people[r]) / Fraction(whole[i], sum(people))
                size = Fraction(jobs, plants[r][i]) / Fraction(whole[i], all_plants)
                expected = density * stock / size if size else Fraction(0)
            same(found.at(f"R{r}", f"I{i}", 0), expected)


def test_the_cluster_index_of_one_place_in_numbers() -> None:
    found = economy.cluster_index_of(1743, 5740, 50, 576, 488, 4621, 35, 53)
    assert float(found) == pytest.approx((1743 / 50) / (5740 / 576) * (1743 / 488) / (5740 / 4621) / ((1743 / 35) / (5740 / 53)))


@given(years=tables(least_rows=2, hidden=False), data=st.data())
@HAND
def test_agglomeration_is_what_one_gets_by_hand(years: list[Table], data: st.DataObject) -> None:
    (table,) = years
    columns = [[cell or 0 for cell in column] for column in naive.turned(table)]
    reference = [sum(cell or 0 for cell in row) for row in table]
    assume(sum(1 for jobs in reference if jobs) > 1)
    h = [Fraction(data.draw(st.integers(1, 99)), 100) for _ in columns]
    cube, plants = cube_of(years), [float(one) for one in h]
    alone = economy.ellison_glaeser(cube, plants)
    for i, column in enumerate(columns):
        same(alone.at(f"I{i}", 0), naive.ellison_glaeser(column, reference, h[i]) if sum(column) else None)
    live = [i for i, column in enumerate(columns) if sum(column)]
    together = economy.co_agglomeration(cube, {"all": list(cube.industries)}, plants).at("all", 0)
    same(together, naive.co_agglomeration([columns[i] for i in live], reference, [h[i] for i in live]) if len(live) > 1 else None)
    pairs = economy.pairwise_co_agglomeration(cube, 0)
    for i, one in enumerate(columns):
        for j, other in enumerate(columns):
            both = i in live and j in live
            same(pairs.at(f"I{i}", f"I{j}"), naive.gathered_together(one, other, reference) if both else None)


def pairs_of(before: Table, after: Table) -> list[list[tuple[int, int] | None]]:
    return [
        [None if a is None or b is None else (a, b) for a, b in zip(first, last, strict=True)]
        for first, last in zip(before, after, strict=True)
    ]


OF_THE_CELL = ("national", "mix", "regional")
TERMS = {Method.DUNN: growth.dunn_in, Method.ESTEBAN_MARQUILLAS: growth.esteban, Method.ARCELUS: growth.arcelus}


@pytest.mark.parametrize("method", list(Method))
@given(years=tables(years=2))
@HAND
def test_growth_is_taken_apart_as_by_hand(method: Method, years: list[Table]) -> None:
    pairs = pairs_of(*years)
    reference = growth.reference_of(pairs)
    every = (sum(start for start, _ in reference), sum(end for _, end in reference))
    assume(every[0] > 0)
    found = economy.shift_share(cube_of(years), 0, 1, method)
    for r, row in enumerate(pairs):
        sides = [pair for pair in row if pair is not None]
        region = (sum(start for start, _ in sides), sum(end for _, end in sides))
        whole, empty = len(sides) == len(row), region[0] == 0 and len(sides) == len(row)
        sums = dict.fromkeys(found.cells, Fraction(0))
        for i, pair in enumerate(row):
            told = method is Method.DUNN or whole
            terms = None if pair is None or empty else (TERMS[method] if told else growth.dunn_in)(pair, reference[i], every, region)
            for name, measured in found.cells.items():
                expected = terms[name] if terms is not None and (told or name in OF_THE_CELL) else None
                same(measured.at(f"R{r}", f"I{i}"), expected)
                sums[name] += expected or 0
        for name, measured in found.terms.items():
            same(measured.at(f"R{r}"), sums[name] if whole and not empty else None)


@given(years=tables(years=2))
@HAND
def test_index_numbers_and_contributions_are_what_one_gets_by_hand(years: list[Table]) -> None:
    pairs = pairs_of(*years)
    reference, cube = growth.reference_of(pairs), cube_of(years)
    assume(sum(start for start, _ in reference) > 0 and sum(end for _, end in reference) > 0)
    index, parts = economy.gerfin(cube, 0, 1), economy.contribution_to_growth(cube, 0, 1)
    for r, row in enumerate(pairs):
        sides = [pair for pair in row if pair is not None]
        whole = sides if len(sides) == len(row) else None
        expected = None if whole is None else growth.gerfin(whole, reference)
        for measured, hand in zip((index.structure, index.location, index.total), expected or (None, None, None), strict=True):
            same(measured.at(f"R{r}"), hand)
        start = sum(first for first, _ in whole) if whole else 0
        for i, pair in enumerate(row):
            same(parts.at(f"R{r}", f"I{i}"), Fraction(pair[1] - pair[0], start) if pair is not None and start else None)


@pytest.mark.parametrize("expected", list(Expected))
@given(years=tables(years=3))
@HAND
def test_resilience_is_what_one_gets_by_hand(expected: Expected, years: list[Table]) -> None:
    trough, *tops = sorted(years, key=lambda table: sum(naive.whole_of(table)))
    years = [tops[0], trough, tops[1]]
    whole = [sum(naive.whole_of(table)) for table in years]
    if not whole[0] > whole[1] > 0:
        return
    found = economy.resilience(cube_of(years), 0, 1, 2, expected)
    for measured, pairs in zip((found.resistance, found.recovery), (pairs_of(*years[:2]), pairs_of(*years[1:])), strict=True):
        reference = growth.reference_of(pairs)
        if not sum(start for start, _ in reference):
            return
        for r, row in enumerate(pairs):
            sides = [pair for pair in row if pair is not None]
            by_hand = growth.against(sides, reference, by_industry=expected is Expected.INDUSTRIES) if len(sides) == len(row) else None
            same(measured.at(f"R{r}"), by_hand)


def test_changes_that_cancel_out_leave_nothing_to_compare_with() -> None:
    # The first region's industries are expected to fall by 3 x 1/3 and rise by 10 x 1/10.
    years = [[[3, 10], [57, 90]], [[2, 11], [38, 99]], [[3, 12], [60, 99]]]
    cube = economy.Cube(("A", "B"), ("x", "y"), (0, 1, 2), np.array(years, float))
    found = economy.resilience(cube, 0, 1, 2, Expected.INDUSTRIES)
    assert found.resistance.at("A").reason is economy.Reason.NO_REFERENCE_CHANGE


def test_a_hidden_cell_hides_what_is_made_of_its_regions_total() -> None:
    hidden = np.zeros((2, 2, 2), bool)
    hidden[1, 0, 0] = True
    cube = economy.Cube(("A", "B"), ("x", "y"), (0, 1), np.array([[[5, 10], [20, 30]], [[0, 12], [25, 30]]], float), hidden)
    found = economy.shift_share(cube, 0, 1, Method.ESTEBAN_MARQUILLAS).cells
    assert found["national"].at("A", "y").value is not None
    assert found["competitive"].at("A", "y").reason is economy.Reason.SUPPRESSED_CELL
    assert found["allocation"].at("B", "x").value is not None


def test_a_normalised_gini_reaches_one_and_one_part_has_none() -> None:
    assert float(economy.gini_of([0, 0, 0, 8], normalised=True)) == pytest.approx(1)
    assert float(economy.gini_of([0, 0, 0, 8])) == pytest.approx(0.75)
    assert np.isnan(economy.gini_of([8], normalised=True))
