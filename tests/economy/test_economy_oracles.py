"""Published numbers, and numbers of other implementations: the library gives the same."""

import csv
import gzip
import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samhandling import economy


@cache
def _oracles(folder: Path) -> dict[str, Any]:
    return {one["id"]: one for one in json.loads((folder / "oracles.json").read_text("utf-8"))}


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    """Where the oracles and their data files lie."""
    return shared / "data" / "economics"


@pytest.fixture(scope="module")
def trade(folder: Path) -> economy.Cube:
    """World trade as a cube of one year."""
    with gzip.open(folder / "structure" / "world_trade_avg_1998_to_2000.csv.gz", "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    columns = ([row[name] for row in rows] for name in ("country", "product", "value"))
    country, product, value = columns
    return economy.cube_from_rows(country, product, [1999] * len(rows), value, absent=economy.Absent.ZERO)


def _given(folder: Path, name: str) -> tuple[Any, Any, float]:
    one = _oracles(folder)[name]
    return one["input"], one["expected"], one["abs_tol"]


def test_it_gives_the_textbook_location_quotient(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "lq.fk")
    found = economy.location_quotient_of(given["e_ij"], given["e_j"], given["e_i"], given["e"])
    assert float(found) == pytest.approx(expected, abs=tolerance)


def test_it_gives_the_textbook_gini(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "gini_spec.fk")
    cube = economy.cube_from_array([given["E_ij"], np.subtract(given["E_i"], given["E_ij"])])
    assert economy.gini(cube).at("R1", 1).value == pytest.approx(expected, abs=tolerance)


def test_it_gives_the_textbook_krugman(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "krugman.fk")
    assert float(economy.krugman_of(given["a"], given["b"])) == pytest.approx(expected, abs=tolerance)
    given, expected, tolerance = _given(folder, "krugman_vs_mean.fk")
    assert float(economy.krugman_to_mean_of(given["a"], given["others"])) == pytest.approx(expected, abs=tolerance)


def test_it_gives_the_textbook_herfindahl(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "hhi.doersam")
    found = [float(of(given["x"])) for of in (economy.herfindahl_of, economy.normalised_herfindahl_of, economy.equivalent_number_of)]
    assert found == pytest.approx([expected["hhi"], expected["norm"], expected["equiv"]], abs=tolerance)


def test_it_names_theil_l_and_theil_t_apart(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "theil_L.stoermann")
    assert float(economy.theil_l_of(given["x"])) == pytest.approx(expected, abs=tolerance)
    assert float(economy.theil_t_of(given["x"])) == pytest.approx(0.2502, abs=5e-5)


def test_it_gives_the_textbook_ellison_glaeser(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "ellison_glaeser.fk")
    found = economy.ellison_glaeser_of_plants(economy.Plants(given["firms"], given["region"]), given["region_emp"])
    assert found == pytest.approx(expected, abs=tolerance)


def test_it_gives_the_right_co_agglomeration_and_not_reats(folder: Path) -> None:
    jobs: dict[str, list[float]] = defaultdict(list)
    places: dict[str, list[str]] = defaultdict(list)
    whole: dict[str, float] = {}
    with (folder / "structure" / "FK2014_EGC.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            jobs[row["industry"]].append(float(row["emp_firm"]))
            places[row["industry"]].append(row["region"])
            whole[row["region"]] = float(row["emp_region"])
    found = economy.co_agglomeration_of_plants([economy.Plants(jobs[name], places[name]) for name in jobs], whole)
    assert found == pytest.approx(0.089037, abs=5e-7)


def _regions(given: dict[str, list[float]]) -> economy.Cube:
    cells = [[given[f"{region}{year}"] for region in "ABC"] for year in "01"]
    return economy.cube_from_array(np.moveaxis(np.array(cells, float), 0, -1), regions=list("ABC"))


def test_it_gives_dunns_terms(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "shift.dunn.fk")
    found = economy.shift_share(_regions(given), 1, 2)
    for region, terms in expected.items():
        assert {name: found.terms[name].at(region).value for name in terms} == pytest.approx(terms, abs=tolerance)


def test_it_gives_gerfins_indices(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "shift.gerfin.fk")
    found = economy.gerfin(_regions(given), 1, 2)
    for region, indices in expected.items():
        assert [one.at(region).value for one in (found.structure, found.location, found.total)] == pytest.approx(indices, abs=tolerance)


def test_it_gives_freiburg_against_germany(folder: Path) -> None:
    _, expected, tolerance = _given(folder, "shift.freiburg")
    with (folder / "structure" / "Freiburg.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    start, end, all_start, all_end = (
        np.array([float(row[f"e_{place}{year}"]) for row in rows]) for place in ("Freiburg", "Germany") for year in (2008, 2014)
    )
    rest = np.stack([all_start - start, all_end - end], axis=-1)
    cube = economy.cube_from_array(
        np.stack([np.stack([start, end], axis=-1), rest]), regions=["F", "rest"], years=[2008, 2014], year_step=6
    )
    found = economy.shift_share(cube, 2008, 2014, economy.Method.ESTEBAN_MARQUILLAS)
    dunn = economy.shift_share(cube, 2008, 2014)
    index = economy.gerfin(cube, 2008, 2014)
    assert found.growth.at("F").value == expected["growth"]
    for term in ("national", "mix", "regional"):
        assert dunn.terms[term].at("F").value == pytest.approx(expected[term], abs=tolerance)
    assert found.terms["competitive"].at("F").value == pytest.approx(expected["esteban_regional"], abs=tolerance)
    assert found.terms["allocation"].at("F").value == pytest.approx(expected["esteban_alloc"], abs=tolerance)
    assert [one.at("F").value for one in (index.structure, index.location, index.total)] == pytest.approx(expected["gerfin"], abs=tolerance)


def test_it_gives_what_econgeo_gives_for_a_matrix(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "lq.matrix.econgeo")
    cube = economy.cube_from_array(given["mat"])
    np.testing.assert_allclose(economy.location_quotient(cube).values[:, :, 0], expected["LQ"], atol=tolerance)
    for name, measure in (
        ("hoover_spec", economy.hoover), ("krugman", economy.krugman), ("hhi", economy.herfindahl), ("entropy_bits", economy.entropy),
        ("hachman", economy.hachman),
    ):  # fmt: skip
        np.testing.assert_allclose(measure(cube).values[:, 0], expected[name], atol=tolerance)


def test_it_reflects_as_hidalgo_and_hausmann_do(folder: Path) -> None:
    given, expected, tolerance = _given(folder, "hh2009.s4")
    net = economy.network_of(given["M"])
    for steps in (1, 2):
        regions, industries = economy.reflections(net, steps)
        np.testing.assert_allclose(regions.values, expected[f"kc{steps}"], atol=tolerance)
        np.testing.assert_allclose(industries.values, expected[f"kp{steps}"], atol=tolerance)


def test_it_gives_the_published_complexity_of_world_trade(folder: Path, trade: economy.Cube) -> None:
    _, expected, tolerance = _given(folder, "eci.world_trade")
    net = economy.network(trade, 1999)
    found = economy.complexity(net, ddof=1)
    assert [found.regions.at(code).value for code in expected["countries"]] == pytest.approx(expected["eci"], abs=tolerance)
    assert [found.industries.at(code).value for code in expected["products"]] == pytest.approx(expected["pci"], abs=tolerance)
    related = economy.relatedness(net)
    assert related.values[0, 1:5] == pytest.approx(expected["proximity_0011"], abs=tolerance)
    assert economy.location_quotient(trade).at("and", "0011", 1999).value == pytest.approx(expected["rca_and_0011"], abs=tolerance)


def test_nineteen_updates_are_the_r_packages_twenty_iterations(folder: Path, trade: economy.Cube) -> None:
    _, expected, tolerance = _given(folder, "eci.world_trade")
    found = economy.fitness(economy.network(trade, 1999), updates=19)
    assert [found.regions.at(code).value for code in expected["countries"]] == pytest.approx(expected["fitness"], abs=tolerance)
    assert [found.industries.at(code).value for code in expected["products"]] == pytest.approx(expected["complexity"], abs=tolerance)
    for kind, measure in (("country", found.regions), ("product", found.industries)):
        with (folder / "structure" / f"ci_{kind}.csv").open(encoding="utf-8") as lines:
            published = {row[kind]: float(row["ci"]) for row in csv.DictReader(lines)}
        np.testing.assert_allclose([measure.at(code).value for code in published], list(published.values()), atol=tolerance)
    twenty = economy.fitness(economy.network(trade, 1999), updates=20)
    assert twenty.regions.at("afg").value != pytest.approx(expected["fitness"][0], abs=tolerance)
