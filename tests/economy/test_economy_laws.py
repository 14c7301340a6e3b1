"""Laws: what must hold for every cube."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from samhandling import economy
from samhandling.economy import Method, Nearness, Of

Cells = NDArray[np.float64]
RELATIVE = 1e-9
# A busy machine is no fault of the law.
LAW = settings(deadline=None)
MEASURES = (economy.krugman, economy.hoover, economy.gini, economy.herfindahl, economy.normalised_herfindahl, economy.equivalent_number,
    economy.entropy, economy.hachman, economy.theil_t, economy.theil_l)  # fmt: skip


@st.composite
def cells(draw: st.DrawFn, years: int = 2, least: int = 0) -> Cells:
    """Whole jobs by (region, industry, year), up to 7 × 6."""
    shape = (draw(st.integers(2, 7)), draw(st.integers(2, 6)), years)
    return draw(arrays(np.int64, shape, elements=st.integers(least, 5000))).astype(float)


def _cube(values: Cells) -> economy.Cube:
    """Without the check for totals, which such small cubes meet by accident."""
    return economy.Cube(
        tuple(f"R{place}" for place in range(values.shape[0])), tuple(f"I{place}" for place in range(values.shape[1])),
        tuple(range(values.shape[2])), np.ascontiguousarray(np.moveaxis(values, -1, 0)),
    )  # fmt: skip


def _same(found: Cells, expected: Cells, scale: float) -> None:
    np.testing.assert_allclose(found, expected, rtol=RELATIVE, atol=RELATIVE * max(scale, 1e-300))


@pytest.mark.parametrize("method", list(Method))
@given(values=cells())
@LAW
def test_terms_add_up_to_growth_for_each_cell_and_region(method: Method, values: Cells) -> None:
    cube = _cube(values)
    found = economy.shift_share(cube, 0, 1, method)
    where = found.growth.defined
    total = np.sum([term.values for term in found.terms.values()], axis=0)
    _same(total[where], found.growth.values[where], values.sum())
    inside = np.sum([term.values for term in found.cells.values()], axis=0)
    _same(inside[where], (values[:, :, 1] - values[:, :, 0])[where], values.sum())


@pytest.mark.parametrize("method", list(Method))
@given(values=cells(years=4, least=1))
@LAW
def test_the_steps_of_a_dynamic_shift_share_add_up_too(method: Method, values: Cells) -> None:
    cube = _cube(values)
    whole = economy.dynamic_shift_share(cube, 0, 3, method)
    _same(np.sum([term.values for term in whole.terms.values()], axis=0), whole.growth.values, values.sum())
    for name, term in whole.terms.items():
        steps = [economy.shift_share(cube, year, year + 1, method).terms[name].values for year in range(3)]
        _same(np.sum(steps, axis=0), term.values, values.sum())


@given(values=cells())
@LAW
def test_estebans_competitive_and_allocation_are_dunns_regional(values: Cells) -> None:
    cube = _cube(values)
    dunn, esteban = (economy.shift_share(cube, 0, 1, method).cells for method in (Method.DUNN, Method.ESTEBAN_MARQUILLAS))
    where = dunn["regional"].defined
    _same((esteban["competitive"].values + esteban["allocation"].values)[where], dunn["regional"].values[where], values.sum())


@given(values=cells(least=1))
@LAW
def test_arcelus_four_terms_are_dunns_regional_and_estebans_two(values: Cells) -> None:
    cube = _cube(values)
    dunn, esteban, arcelus = (economy.shift_share(cube, 0, 1, method).cells for method in Method)
    four = ("regional_growth", "regional_growth_allocation", "regional_mix", "regional_mix_allocation")
    assert set(arcelus) == {"national", "mix", *four}
    _same(np.sum([arcelus[name].values for name in four], axis=0), dunn["regional"].values, values.sum() ** 2)
    _same(arcelus["regional_growth"].values + arcelus["regional_mix"].values, esteban["competitive"].values, values.sum() ** 2)


@given(values=cells())
@LAW
def test_contributions_add_up_to_the_rate_of_growth(values: Cells) -> None:
    found = economy.contribution_to_growth(_cube(values), 0, 1)
    start, end = values.sum(axis=1).T
    where = start > 0
    assert found.defined.all(axis=1).tolist() == where.tolist()
    _same(found.values[where].sum(axis=1), (end[where] - start[where]) / start[where], float(np.max(values.sum(axis=1), initial=1)))


@given(values=cells())
@LAW
def test_gerfins_total_is_structure_times_location(values: Cells) -> None:
    found = economy.gerfin(_cube(values), 0, 1)
    where = found.total.defined
    start, end = values.sum(axis=1).T
    expected = (end[where] / start[where]) / (end.sum() / max(start.sum(), 1))
    _same(found.total.values[where], expected, 1)


@given(values=cells(years=1), parts=st.integers(1, 3), base=st.sampled_from([2.0, np.e, 10.0]))
@LAW
def test_entropy_is_related_and_unrelated_variety(values: Cells, parts: int, base: float) -> None:
    cube = _cube(values)
    groups = {code: str(place % parts) for place, code in enumerate(cube.industries)}
    if len(set(groups.values())) == len(groups):
        return
    found, whole = economy.variety(cube, groups, base), economy.entropy(cube, base=base)
    where = whole.defined
    _same((found.related.values + found.unrelated.values)[where], whole.values[where], 1e-3)
    assert (found.related.values[where] >= -1e-12).all()
    assert (found.unrelated.values[where] >= -1e-12).all()


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.__name__)
@given(values=cells(years=1), scale=st.sampled_from([0.001, 3, 7e5]), seed=st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_structure_knows_neither_scale_nor_order(measure: Callable[..., economy.Measured], values: Cells, scale: float, seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows, columns = chance.permutation(values.shape[0]), chance.permutation(values.shape[1])
    for of, order in ((Of.REGIONS, rows), (Of.INDUSTRIES, columns)):
        plain, scaled, moved = (measure(_cube(part), of) for part in (values, values * scale, values[rows][:, columns]))
        assert plain.reasons.tolist() == scaled.reasons.tolist()
        assert plain.reasons[order].tolist() == moved.reasons.tolist()
        where = plain.defined
        _same(scaled.values[where], plain.values[where], 1e-3)
        _same(moved.values, plain.values[order], 1e-3)


@given(values=cells(years=1))
@LAW
def test_every_index_stays_within_its_bounds(values: Cells) -> None:
    cube = _cube(values)
    tiny = 1e-12
    for measure, low, high in (
        (economy.krugman, 0, 2), (economy.hoover, 0, 1), (economy.gini, 0, 1), (economy.herfindahl, 0, 1), (economy.hachman, 0, 1),
        (economy.normalised_herfindahl, 0, 1), (economy.theil_t, 0, np.inf), (economy.theil_l, 0, np.inf),
    ):  # fmt: skip
        found = measure(cube)
        inside = found.values[found.defined]
        assert (inside >= low - tiny).all(), measure.__name__
        assert (inside <= high + tiny).all(), measure.__name__


@given(values=cells(years=1))
@LAW
def test_quotients_weighed_by_the_whole_are_one(values: Cells) -> None:
    cube = _cube(values)
    found = economy.location_quotients(cube)
    weights = values[:, :, 0].sum(axis=0) / max(values.sum(), 1)
    for row, good in zip(found.quotient.values[:, :, 0], found.quotient.defined[:, :, 0], strict=True):
        if good.any():
            _same(np.array((row[good] * weights[good]).sum()), np.array(1.0), 1)
    where = found.quotient.defined
    assert (found.lower.values[where] <= found.quotient.values[where] * (1 + 1e-12)).all()
    assert (found.upper.values[where] >= found.quotient.values[where] * (1 - 1e-12)).all()
    assert (found.lower.values[where] >= 0).all()


@given(present=arrays(np.bool_, st.tuples(st.integers(1, 7), st.integers(1, 7))), nearness=st.sampled_from(list(Nearness)))
@LAW
def test_relatedness_is_symmetric_and_density_a_share(present: NDArray[np.bool_], nearness: Nearness) -> None:
    net = economy.network_of(present)
    related = economy.relatedness(net, nearness)
    np.testing.assert_array_equal(related.reasons, related.reasons.T)
    np.testing.assert_allclose(related.values, related.values.T, rtol=1e-15)
    near = economy.density(net, related)
    inside = near.values[near.defined]
    assert ((inside >= 0) & (inside <= 1 + 1e-12)).all()


@given(present=arrays(np.bool_, st.tuples(st.integers(2, 8), st.integers(2, 8))), seed=st.integers(0, 99))
@LAW
def test_complexity_knows_no_order_and_always_gives_a_reason(present: NDArray[np.bool_], seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows, columns = chance.permutation(present.shape[0]), chance.permutation(present.shape[1])
    one, other = (economy.complexity(economy.network_of(part)) for part in (present, present[rows][:, columns]))
    assert other.regions.reasons.tolist() == one.regions.reasons[rows].tolist()
    both = one.regions.defined.any() and economy.Note.SIGN_IS_ARBITRARY not in one.regions.notes
    if both and one.eigenvalue is not None and one.next_eigenvalue is not None and one.eigenvalue - one.next_eigenvalue > 1e-4:
        np.testing.assert_allclose(other.regions.values, one.regions.values[rows], atol=1e-8)
        np.testing.assert_allclose(other.industries.values, one.industries.values[columns], atol=1e-8)


@given(flows=arrays(np.int64, st.integers(1, 9).map(lambda n: (n, n)), elements=st.integers(0, 400)), at_home=st.integers(0, 3000))
@LAW
def test_every_municipality_has_one_market_no_further_than_two_links(flows: NDArray[np.int64], at_home: int) -> None:
    np.fill_diagonal(flows, at_home)
    names = [f"M{place}" for place in range(len(flows))]
    found = economy.local_labour_markets(flows, names)
    assert sorted(region for market in found.markets for region in market.regions) == names
    follows = {one.region: one.follows for one in found.placed}
    for one in found.placed:
        here, links = one.region, 0
        while follows[here] != here:
            here, links = follows[here], links + 1
        assert here == one.centre
        assert links <= 2
