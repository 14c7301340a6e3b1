"""Laws of the sources: nothing is asked for twice or not at all, and every cell of a cube becomes one observation."""

import json
from itertools import product
from math import prod
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.figures.sources.changes import Changes, changes_between, refuse_breaks
from samhandling.figures.sources.from_cubes import Axes, observations_of
from samhandling.figures.sources.joining import collection_of
from samhandling.figures.sources.moments import moment_of
from samhandling.figures.sources.observations import SCHEMA, Observations, canonical
from samhandling.figures.sources.selecting import expand
from samhandling.figures.sources.splitting import batches, cells_in, split
from samhandling.files.cube.cubes import Category, Cube, Dimension
from samhandling.files.json_stat.data_sets import read_json_stat
from samhandling.ground.faults import Refused

SELECTIONS = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.integers(0, 40).map(str), min_size=1, max_size=12, unique=True), min_size=1
)


@settings(max_examples=30)
@given(SELECTIONS, st.integers(1, 200))
def test_a_split_question_asks_for_every_cell_once(selection: dict[str, list[str]], most: int) -> None:
    parts = split(selection, most)
    cells = [codes for part in parts for codes in product(*(part[name] for name in selection))]
    assert len(cells) == len(set(cells)) == cells_in(selection)
    assert set(cells) == set(product(*selection.values()))
    assert all(cells_in(part) <= most for part in parts)


@settings(max_examples=30)
@given(SELECTIONS)
def test_no_bound_means_no_split(selection: dict[str, list[str]]) -> None:
    assert len(split(selection, 0)) == 1


@settings(max_examples=30)
@given(st.lists(st.text(max_size=3), max_size=60), st.integers(1, 25))
def test_batches_hold_everything_in_order(codes: list[str], most: int) -> None:
    found = batches(codes, most)
    assert [code for batch in found for code in batch] == codes
    assert all(len(batch) <= most for batch in found)


@settings(max_examples=30)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=5), st.randoms())
def test_canonical_dimensions_do_not_depend_on_order(dims: dict[str, str], chance: Any) -> None:
    names = list(dims)
    chance.shuffle(names)
    assert canonical({name: dims[name] for name in names}) == canonical(dims)
    assert json.loads(canonical(dims)) == dims


@settings(max_examples=30)
@given(
    st.lists(st.text("0123456789abcÅ*?[]()", min_size=1, max_size=6), max_size=8),
    st.lists(st.text("0123456789abcÅ", min_size=1, max_size=4), unique=True, max_size=12),
)
def test_expanding_never_makes_up_a_code(values: list[str], codes: list[str]) -> None:
    chosen, unknown = expand(values, codes)
    assert set(chosen) <= set(codes)
    assert list(chosen) == [code for code in codes if code in set(chosen)]
    assert set(unknown) <= set(values)


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    """A cube with places, time, and up to two further dimensions, in any order."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    names = draw(st.permutations(["Region", "Tid", "Kon", "Alder"][: len(sizes)]))
    roles = {"Region": "geo", "Tid": "time"}
    dimensions = tuple(
        Dimension(name, {}, tuple(Category(str(2000 + at) if name == "Tid" else f"{at:02}") for at in range(size)), roles.get(name, ""))  # type: ignore[arg-type]
        for name, size in zip(names, sizes, strict=True)
    )
    count = prod(sizes)
    values = draw(st.lists(st.none() | st.integers(-5, 5).map(float), min_size=count, max_size=count))
    status = draw(st.lists(st.sampled_from([None, "..", "p"]), min_size=count, max_size=count))
    words = pa.chunked_array([pa.array(status, pa.string()).dictionary_encode()])
    return Cube("json-stat", "x", ("sv",), {"sv": "x"}, dimensions, pa.chunked_array([pa.array(values, pa.float64())]), words)


@settings(max_examples=30)
@given(cubes())
def test_every_cell_becomes_one_observation(cube: Cube) -> None:
    table = observations_of([cube], "x").table
    assert table.schema == SCHEMA
    names = [dimension.id for dimension in cube.dimensions]
    expected = {}
    for row in cube.rows():
        cell = dict(zip(names, map(str, row[:-2]), strict=True))
        expected[cell.pop("Region"), cell.pop("Tid"), canonical(cell)] = (row[-2], row[-1] or "")
    assert {(r["place"], r["period"], r["dims"]): (r["value"], r["status"]) for r in table.to_pylist()} == expected


@settings(max_examples=30)
@given(cubes())
def test_the_same_part_twice_is_refused(cube: Cube) -> None:
    with pytest.raises(Refused):
        observations_of([cube, cube], "x")


def dataset(region: str, ids: tuple[str, ...] = ("Region", "Tid")) -> dict[str, Any]:
    codes = {"Region": [region], "Tid": ["2024"], "Kon": ["1"]}
    dimension = {name: {"category": {"index": codes[name]}} for name in ids}
    return {"version": "2.0", "class": "dataset", "id": list(ids), "size": [1] * len(ids), "dimension": dimension, "value": [0.1]}


def bodies(*found: dict[str, Any]) -> bytes:
    return collection_of([json.dumps(item).encode() for item in found])


def test_joined_answers_are_read_as_one_table() -> None:
    data = bodies(dataset("04"), dataset("20"))
    assert observations_of(read_json_stat(data, "x"), "x").table["place"].to_pylist() == ["04", "20"]


def test_parts_that_do_not_belong_together_are_refused() -> None:
    data = bodies(dataset("04"), dataset("20", ("Region", "Tid", "Kon")))
    with pytest.raises(Refused):
        observations_of(read_json_stat(data, "x"), "x")


@pytest.mark.parametrize("axes", [Axes(place="Lan"), Axes(period="Manad")])
def test_a_dimension_that_is_not_there_is_refused(axes: Axes) -> None:
    with pytest.raises(Refused) as caught:
        observations_of(read_json_stat(bodies(dataset("04")), "x"), "x", axes)
    assert caught.value.faults[0].read == "Region, Tid"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-28", "2026-05-28"),
        ("2026-05-28T06:00:00Z", "2026-05-28 06:00:00+00:00"),
        ("2026-09-15T23:00:00+0200", "2026-09-15 23:00:00+02:00"),
        ("2026-13-01", "None"),
        ("soon", "None"),
        ("", "None"),
        (None, "None"),
        (20260528, "None"),
    ],
)
def test_moments_are_read_as_sources_write_them(text: object, moment: str) -> None:
    assert str(moment_of(text)) == moment


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    moment_of(text)


BEFORE = {"Region": {"04": "Södermanlands län", "0461": "Gnesta"}, "Tid": {"2023": "2023"}, "Kon": {"1": "män"}}


def after(**changed: dict[str, str] | None) -> dict[str, dict[str, str]]:
    found = {**BEFORE, **changed}
    return {name: codes for name, codes in found.items() if codes is not None}


@pytest.mark.parametrize(
    ("now", "breaks", "told"),
    [
        (after(), False, Changes()),
        (after(Tid={"2024": "2024"}), False, Changes(codes_new=("Tid=2024",))),
        (after(Region={**BEFORE["Region"], "0480": "Nyköping"}), False, Changes(codes_new=("Region=0480",))),
        (after(Region={"04": "SÖDERMANLANDS  LÄN", "0461": "Gnesta"}), False, Changes()),
        (after(Region={"04": "Södermanlands län"}), True, Changes(codes_gone=("Region=0461",))),
        (
            after(Region={"04": "Östergötlands län", "0461": "Gnesta"}),
            True,
            Changes(renamed=(("Region=04", "Södermanlands län", "Östergötlands län"),)),
        ),
        (after(Kon=None), True, Changes(dimensions_gone=("Kon",))),
        (after(Alder={"tot": "totalt"}), True, Changes(dimensions_new=("Alder",))),
    ],
)
def test_a_table_that_was_rebuilt_is_seen(now: dict[str, dict[str, str]], breaks: bool, told: Changes) -> None:
    observations = Observations(SCHEMA.empty_table(), "", now, "Region", "Tid")
    assert changes_between(BEFORE, now, passing=("Tid",)) == told
    if breaks:
        with pytest.raises(Refused) as caught:
            refuse_breaks(BEFORE, observations, "https://source.example/table")
        assert len(caught.value.faults) == 1
    else:
        assert refuse_breaks(BEFORE, observations, "https://source.example/table") == told


def numbered(labels: dict[str, tuple[str, ...]]) -> tuple[Dimension, ...]:
    """Dimensions whose codes are only numbers in a row."""
    return tuple(
        Dimension(name, {}, tuple(Category(str(at), {"sv": label}) for at, label in enumerate(texts))) for name, texts in labels.items()
    )


def cube_of(dimensions: tuple[Dimension, ...]) -> Cube:
    count = prod(len(dimension.categories) for dimension in dimensions)
    values = pa.chunked_array([pa.array([float(at) for at in range(count)])])
    return Cube("px", "x", ("sv",), {"sv": "x"}, dimensions, values, pa.chunked_array([pa.nulls(count, pa.string()).dictionary_encode()]))


def test_a_source_that_numbers_its_places_and_months_is_read_by_its_labels() -> None:
    cube = cube_of(numbered({"månad": ("2009M01", "2009M02"), "region": ("Dalarnas län", "Riket"), "variabel": ("Konkurser",)}))
    rows = observations_of([cube], "x", Axes(scheme="names")).table.to_pylist()
    assert [(row["place"], row["period"], row["value"]) for row in rows] == [
        ("20", "2009M01", 0.0),
        ("00", "2009M01", 1.0),
        ("20", "2009M02", 2.0),
        ("00", "2009M02", 3.0),
    ]


def test_two_places_that_become_the_same_are_refused() -> None:
    cube = cube_of(numbered({"år": ("2024",), "region": ("Dalarnas län", "Region Dalarna")}))
    with pytest.raises(Refused) as caught:
        observations_of([cube], "x", Axes(scheme="names"))
    assert caught.value.faults[0].read == "20 2024 {}"


def test_two_dimensions_of_place_need_a_declaration() -> None:
    cube = cube_of(numbered({"år": ("2024",), "kommun": ("Falun",), "region": ("Dalarnas län",)}))
    with pytest.raises(Refused) as caught:
        observations_of([cube], "x", Axes(scheme="names"))
    assert caught.value.faults[0].read == "kommun, region"
    table = observations_of([cube], "x", Axes(place="kommun", scheme="names")).table
    assert table.select(["place", "dims"]).to_pylist() == [{"place": "2080", "dims": '{"region":"0"}'}]
