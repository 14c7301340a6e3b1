"""Relatedness, density, reflections, fitness and complexity against the same by hand, over networks with empty sides and loose parts."""

from typing import Any

import naive_network as naive
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from samhandling import economy
from samhandling.economy import Counted, Diagonal, Disconnected, Nearness, Reason

HAND = settings(deadline=None, max_examples=50)
Links = NDArray[np.bool_]


def networks() -> st.SearchStrategy[Links]:
    """1 to 7 regions and industries, sparse or full."""
    return st.floats(0.1, 0.9).flatmap(lambda p: arrays(np.bool_, st.tuples(st.integers(1, 7), st.integers(1, 7)), elements=_link(p)))


def _link(p: float) -> st.SearchStrategy[bool]:
    return st.integers(0, 99).map(lambda one: one < 100 * p)


def same(found: economy.Value, expected: float | None) -> None:
    """Both say that there is no value, or both say the same."""
    assert (found.value is None) == (expected is None), (found, expected)
    if expected is not None:
        assert found.value == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("nearness", list(Nearness))
@given(links=networks(), counted=st.sampled_from(list(Counted)), diagonal=st.sampled_from(list(Diagonal)))
@HAND
def test_relatedness_and_density_are_what_one_gets_by_hand(nearness: Nearness, links: Links, counted: Counted, diagonal: Diagonal) -> None:
    net = economy.network_of(links)
    related = economy.relatedness(net, nearness, diagonal, counted)
    by_meetings = counted is Counted.CO_OCCURRENCES or nearness is Nearness.PROBABILITY_INDEX
    near = naive.nearness(links.tolist(), nearness.value, by_meetings=by_meetings, diagonal=diagonal is Diagonal.OWN)
    found = economy.density(net, related)
    for i, row in enumerate(near):
        for j, expected in enumerate(row):
            same(related.at(net.industries[i], net.industries[j]), expected)
        for r in range(len(links)):
            same(found.at(net.regions[r], net.industries[i]), naive.density(links.tolist(), near, r, i))


@given(links=networks(), steps=st.integers(0, 4))
@HAND
def test_reflections_are_what_one_gets_by_hand(links: Links, steps: int) -> None:
    for found, expected in zip(economy.reflections(economy.network_of(links), steps), naive.reflected(links.tolist(), steps), strict=True):
        for code, one in zip(found.axes[0].codes, expected, strict=True):
            same(found.at(code), one)


@given(links=networks(), updates=st.integers(1, 19))
@HAND
def test_fitness_is_what_one_gets_by_hand(links: Links, updates: int) -> None:
    found = economy.fitness(economy.network_of(links), updates)
    for side, expected in zip((found.regions, found.industries), naive.fit(links.tolist(), updates), strict=True):
        for code, one in zip(side.axes[0].codes, expected, strict=True):
            same(side.at(code), one)


@given(links=networks(), ddof=st.sampled_from([0, 1]))
@HAND
def test_complexity_is_the_second_vector_of_the_full_matrix(links: Links, ddof: int) -> None:
    rows, columns = links.any(axis=1), links.any(axis=0)
    parts = naive.parts(links.tolist())
    found = economy.complexity(economy.network_of(links), ddof=ddof)
    assert found.parts == len(parts)
    if len(parts) != 1:
        expected = {Reason.DISCONNECTED_NETWORK, Reason.NOTHING_PRESENT} if parts else {Reason.NOTHING_PRESENT}
        assert set(found.regions.counted_reasons()) <= expected
        return
    live = links[np.ix_(rows, columns)]
    eci, pci, values = naive.second_vector(live.tolist())
    assume(naive.are_apart(values, 1e-6) and values[1] > 1e-6)
    _agree(found, live, eci, pci, ddof, (rows, columns))


def _agree(found: economy.Complexity, live: Links, eci: NDArray[Any], pci: NDArray[Any], ddof: int, sides: tuple[Links, Links]) -> None:
    counts = live.sum(axis=1)
    along = float(((eci - eci.mean()) * (counts - counts.mean())).sum())
    assume(abs(along) > 1e-6 or len(set(counts.tolist())) == 1)
    for side, vector, where in ((found.regions, eci, sides[0]), (found.industries, pci, sides[1])):
        expected = (vector - vector.mean()) / vector.std(ddof=ddof)
        given = side.values[where]
        if along < 0 or (abs(along) <= 1e-6 and float(given @ expected) < 0):
            expected = -expected
        np.testing.assert_allclose(given, expected, atol=1e-6)
        assert [Reason(int(code)) for code in side.reasons[~where]] == [Reason.NOTHING_PRESENT] * int((~where).sum())


@given(large=networks(), small=arrays(np.bool_, st.tuples(st.integers(1, 2), st.integers(1, 2))))
@HAND
def test_the_largest_part_alone_is_as_if_the_rest_were_not_there(large: Links, small: Links) -> None:
    links = np.zeros(np.add(large.shape, small.shape), bool)
    links[: len(large), : large.shape[1]], links[len(large) :, large.shape[1] :] = large, small
    parts = sorted(naive.parts(links.tolist()), key=lambda part: -len(part[0]) - len(part[1]))
    sizes = [*(len(rows) + len(columns) for rows, columns in parts), 0, 0]
    if sizes[0] == sizes[1]:
        return
    found = economy.complexity(economy.network_of(links), disconnected=Disconnected.LARGEST_PART)
    rows, columns = (sorted(side) for side in parts[0])
    alone = economy.complexity(economy.network_of(links[np.ix_(rows, columns)]))
    np.testing.assert_allclose(found.regions.values[rows], alone.regions.values, atol=1e-9)
    np.testing.assert_allclose(found.industries.values[columns], alone.industries.values, atol=1e-9)
    outside = [r for r in range(len(links)) if links[r].any() and r not in rows]
    assert all(found.regions.reasons[r] == Reason.OUTSIDE_LARGEST_PART for r in outside)


@given(flows=arrays(np.int64, st.integers(1, 8).map(lambda n: (n, n)), elements=st.sampled_from([0, 0, 5, 40, 75, 76, 200, 201, 1000])))
@HAND
def test_who_is_a_centre_of_its_own_is_decided_in_whole_persons(flows: NDArray[np.int64]) -> None:
    names = [f"M{place}" for place in range(len(flows))]
    found = economy.local_labour_markets(flows, names)
    for place, one in enumerate(found.placed):
        lives, away = int(flows[place].sum()), [int(flows[place, to]) for to in range(len(flows)) if to != place]
        free = lives > 0 and 1000 * sum(away) <= 200 * lives and 1000 * max(away, default=0) <= 75 * lives
        assert (one.why is economy.Why.INDEPENDENT) == free
        assert (one.why is economy.Why.NOBODY_EMPLOYED) == (lives == 0)
        if one.why is economy.Why.FOLLOWS:
            to = names.index(one.follows)
            assert to != place
            assert int(flows[place, to]) == max(away)
            assert all(
                flows[:, to].sum() >= flows[:, other].sum()
                for other in range(len(flows))
                if other != place and flows[place, other] == max(away)
            )
    for market in found.markets:
        inside = [names.index(region) for region in market.regions]
        lives = int(flows[inside].sum())
        assert market.contained == (pytest.approx(int(flows[np.ix_(inside, inside)].sum()) / lives) if lives else None)


@given(links=networks(), extremality=st.sampled_from([0.5, 2.0]))
@HAND
def test_extremality_weighs_the_least_fit_region(links: Links, extremality: float) -> None:
    found = economy.fitness(economy.network_of(links), 1, extremality)
    after = economy.fitness(economy.network_of(links), 2, extremality)
    f = found.regions.values
    rows = [{r for r in range(len(links)) if links[r, i]} for i in range(links.shape[1])]
    below = [sum(f[r] ** -extremality for r in column) ** (-1 / extremality) if column else None for column in rows]
    known = [one for one in below if one is not None]
    for code, one in zip(net_codes(links), below, strict=True):
        same(after.industries.at(code), None if one is None else one * len(known) / sum(known))


def net_codes(links: Links) -> tuple[str, ...]:
    """The industries' codes of a network without names."""
    return economy.network_of(links).industries


def test_extremality_is_above_nothing() -> None:
    with pytest.raises(ValueError, match="above 0"):
        economy.fitness(economy.network_of([[1, 1], [1, 0]]), extremality=0)
