"""JSON-stat files: what is read, kept and refused. Pure, without the guarded child."""

import json
from math import prod
from pathlib import Path
from typing import Any

import pandas
import pytest
from cubes_made import Made, as_json_stat, read_cells
from jsonstat_validator import validate_jsonstat
from pyjstat import pyjstat

from samhandling.files.cube.cubes import Cube, Note
from samhandling.files.cube.faults import CubeLimits
from samhandling.files.json_stat.data_sets import read_json_stat
from samhandling.ground.faults import Fault, Refused

DATA_SETS = ("jsonstat_org_canada", "jsonstat_org_oecd", "jsonstat_org_us-gsp", "jsonstat_org_hierarchy", "jsonstat_org_order")
BUNDLES = {"eurostat_nama_gdp_c_IT_FR": "nama_gdp_c", "ssb_29843": "dataset"}
SMALL = Made(["region", "year"], [["01", "02"], ["2020", "2021"]], {"sv": [["Ett", "Två"], ["2020", "2021"]]}, [1.0, "..", 0.0, 2.5])


def small(**changes: Any) -> dict[str, Any]:
    """A data set of two regions and two years, with the keys that a test changes; None takes one away."""
    whole = {**json.loads(as_json_stat(SMALL)), **changes}
    return {key: value for key, value in whole.items() if value is not None}


def read(content: Any, limits: CubeLimits | None = None) -> Cube:
    """The only cube of a file with this content."""
    (cube,) = read_json_stat(content if isinstance(content, bytes) else json.dumps(content).encode(), "x.json", limits or CubeLimits())
    return cube


def refused(content: Any, limits: CubeLimits | None = None) -> tuple[Fault, ...]:
    """The faults of a file that must be refused."""
    with pytest.raises(Refused) as caught:
        read(content, limits)
    return caught.value.faults


def real(shared: Path, name: str) -> bytes:
    """The bytes of a real file."""
    return (shared / "data/statistics/jsonstat" / f"{name}.json").read_bytes()


def missing_as_none(values: list[Any]) -> list[Any]:
    """pandas' many words for a missing value as one."""
    return [None if pandas.isna(value) else value for value in values]


@pytest.mark.parametrize("name", [*DATA_SETS, *BUNDLES])
def test_real_files_have_the_values_that_the_file_has(shared: Path, name: str) -> None:
    raw = json.loads(real(shared, name))
    raw = raw[BUNDLES[name]] if name in BUNDLES else raw
    cube = read(real(shared, name))
    value = raw["value"]
    listed = value if isinstance(value, list) else [value.get(str(at)) for at in range(prod(cube.shape))]
    assert [
        symbol if isinstance(entry, str) else number for entry, (number, symbol) in zip(listed, read_cells(cube), strict=True)
    ] == listed


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", ["jsonstat_org_us-gsp", "jsonstat_org_order"])
def test_real_files_have_the_cells_that_pyjstat_reads(shared: Path, name: str) -> None:
    """pyjstat stops at two of the others, where a dimension of one category has no index."""
    theirs = pyjstat.Dataset.read(real(shared, name).decode()).write("dataframe")
    cube = read(real(shared, name))
    assert theirs["value"].tolist() == [symbol if value is None else value for value, symbol in read_cells(cube)]
    for number in range(len(cube.dimensions)):
        assert theirs.iloc[:, number].tolist() == [row[number] for row in cube.rows("und")]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", list(BUNDLES))
def test_bundles_have_the_cells_that_pyjstat_reads(shared: Path, name: str) -> None:
    (theirs,) = pyjstat.from_json_stat(json.loads(real(shared, name)), naming="id")
    cube = read(real(shared, name))
    assert missing_as_none(theirs["value"].tolist()) == cube.values.to_pylist()
    assert [tuple(row) for row in theirs.iloc[:, :-1].itertuples(index=False)] == [row[:-2] for row in cube.rows()]


def test_a_bundle_of_eurostat_keeps_its_symbols_and_their_words(shared: Path) -> None:
    cube = read(real(shared, "eurostat_nama_gdp_c_IT_FR"))
    assert read_cells(cube)[0] == (None, ":")
    assert cube.status.to_pylist().count(":") == json.loads(real(shared, "eurostat_nama_gdp_c_IT_FR"))["nama_gdp_c"]["status"][
        "value"
    ].count(":")
    assert cube.symbols == {":": {"en": "not available"}}
    assert cube.rest["lastUpdateDate"] == 1446764400000


def test_a_status_as_object_stands_at_its_cells(shared: Path) -> None:
    raw = json.loads(real(shared, "ssb_29843"))["dataset"]["status"]
    cube = read(real(shared, "ssb_29843"))
    assert {str(at): text for at, text in enumerate(cube.status.to_pylist()) if text} == raw


def test_a_list_of_one_status_is_for_every_cell(shared: Path) -> None:
    assert set(read(real(shared, "jsonstat_org_canada")).status.to_pylist()) == {"a"}


def test_children_roles_units_and_notes_are_kept(shared: Path) -> None:
    (commodity,) = read(real(shared, "jsonstat_org_hierarchy")).dimensions
    assert commodity.categories[0].children == tuple(str(number) for number in range(1, 12))
    canada = read(real(shared, "jsonstat_org_canada"))
    assert [dimension.role for dimension in canada.dimensions] == ["geo", "time", "", "metric", ""]
    assert canada.dimensions[3].categories[0].unit == {"und": "thousands of persons"}
    assert canada.rest["dimension"]["concept"]["category"]["unit"]["POP"] == {"type": "count", "base": "people", "multiplier": 3}
    notes = read(real(shared, "jsonstat_org_oecd")).notes
    assert [note.place for note in notes] == [(), (("area", ""),), (("area", "DE"),)]


def test_a_collection_of_links_gives_cubes_that_lie_elsewhere(shared: Path) -> None:
    cubes = read_json_stat(real(shared, "jsonstat_org_collection"))
    assert [cube.has_values for cube in cubes] == [False] * 8
    assert cubes[6].address == "http://json-stat.org/samples/order.json"
    assert cubes[6].remarks
    assert cubes[0].rest["(file)"]["label"] == "JSON-stat Dataset Sample Collection"


def test_a_collection_with_its_data_sets_in_it() -> None:
    cubes = read_json_stat(json.dumps({"version": "2.0", "class": "collection", "link": {"item": [small(), small(label="b")]}}).encode())
    assert [(cube.part, cube.title["und"], cube.values.to_pylist()) for cube in cubes] == [
        ("0", "Title", [1.0, None, 0.0, 2.5]),
        ("1", "b", [1.0, None, 0.0, 2.5]),
    ]


def test_metadata_of_pxweb_is_a_cube_without_cells(shared: Path) -> None:
    cube = read(real(shared, "pxwebapi2_MetadataById_tab001_js2"))
    assert (cube.id, cube.languages, cube.shape, cube.has_values) == ("TAB001", ("en",), (30, 3, 22, 1, 3), False)
    assert cube.dimensions[2].elimination == "TOTAL"
    assert cube.dimensions[3].categories[0].about["measuring"] == {"en": "Stock"}
    assert cube.about["subject_code"] == {"en": "PO"}
    assert list(cube.rows()) == []
    assert cube.as_arrow().num_rows == 0


@pytest.mark.parametrize(
    "name",
    [
        "pxapispecs_config-response",
        "pxwebapi2_ListAllTables",
        "pxwebapi2_TableById_tab004",
        "pxapispecs_codelists-agg_RegionNUTS2_2008-response",
    ],
)
def test_what_is_no_json_stat_is_refused(shared: Path, name: str) -> None:
    (fault,) = refused(real(shared, name))
    assert "json-stat2" in fault.way_out.sv


@pytest.mark.parametrize("sparse", [True, False])
@pytest.mark.parametrize("index_as_list", [True, False])
@pytest.mark.parametrize("status", ["object", "list"])
@pytest.mark.parametrize("old", [True, False])
def test_every_form_gives_the_same_cube(sparse: bool, index_as_list: bool, status: str, old: bool) -> None:
    data = as_json_stat(SMALL, sparse=sparse, index_as_list=index_as_list, status=status, old=old)
    # The validator knows no null in a list of status, which services write.
    if not old and status == "object":
        assert validate_jsonstat(json.loads(data))
    cube = read(data)
    assert read_cells(cube) == SMALL.expected
    assert list(cube.rows("und")) == [
        ("Ett", "2020", 1.0, None),
        ("Ett", "2021", None, ".."),
        ("Två", "2020", 0.0, None),
        ("Två", "2021", 2.5, None),
    ]


def test_one_status_as_a_text_is_for_every_cell() -> None:
    assert read(small(status="p")).status.to_pylist() == ["p"] * 4


def test_labels_may_be_absent() -> None:
    content = small()
    del content["dimension"]["year"]["category"]["label"]
    assert [category.label for category in read(content).dimensions[1].categories] == [{"und": "2020"}, {"und": "2021"}]


def test_a_single_category_may_lack_an_index() -> None:
    content = small(id=["region", "year", "c"], size=[2, 2, 1])
    content["dimension"]["c"] = {"category": {"label": {"X": "Only"}}}
    assert read(content).dimensions[2].codes == ("X",)


def test_an_index_gives_the_order_whatever_the_order_of_its_keys() -> None:
    content = small()
    content["dimension"]["region"]["category"]["index"] = {"02": 1, "01": 0}
    assert read(content).dimensions[0].codes == ("01", "02")


def test_a_text_among_the_values_is_a_status_and_never_a_number() -> None:
    assert read_cells(read(small(value=[1, ":", None, "12.5"], status=None))) == [(1.0, None), (None, ":"), (None, None), (12.5, None)]


def test_extensions_of_pxweb_are_read_and_the_rest_kept() -> None:
    content = small(
        extension={
            "px": {"language": "sv", "decimals": 1, "nextUpdate": "2026-12-01T07:00:00Z", "heading": ["year"]},
            "noteMandatory": {"0": True},
        }
    )
    content["note"] = ["viktigt", "annat"]
    content["dimension"]["year"]["extension"] = {"elimination": False, "show": "code"}
    content["dimension"]["region"]["category"] |= {"unit": {"01": {"base": "antal", "decimals": 0}}, "note": {"02": ["n"]}}
    cube = read(content)
    assert (cube.languages, cube.decimals, cube.next_update) == (("sv",), 1, "2026-12-01T07:00:00Z")
    assert cube.notes == (Note({"sv": "viktigt"}, (), is_mandatory=True), Note({"sv": "annat"}), Note({"sv": "n"}, (("region", "02"),)))
    assert cube.dimensions[0].categories[0].unit == {"sv": "antal"}
    assert cube.rest == {"extension": {"px": {"heading": ["year"]}}, "dimension": {"year": {"extension": {"show": "code"}}}}


def test_status_labels_of_eurostats_extension_are_words_for_symbols() -> None:
    cube = read(small(extension={"status": {"label": {"..": "not available"}}}))
    assert cube.symbols == {"..": {"und": "not available"}}


@pytest.mark.parametrize(
    ("changes", "read_as"),
    [
        ({"value": [1, 2, 3]}, "value: 3"),
        ({"value": {"4": 1}}, 'value: "4"'),
        ({"value": {"01": 1}}, 'value: "01"'),
        ({"value": {"-1": 1}}, 'value: "-1"'),
        ({"value": [True, 1, 2, 3]}, "value[0]: true"),
        ({"value": [[1], 1, 2, 3]}, "value[0]: [1]"),
        ({"value": ["1,5", 1, 2, 3], "status": None}, 'value[0]: "1,5"'),
        ({"value": ["1 500", 1, 2, 3], "status": None}, 'value[0]: "1 500"'),
        ({"value": [9007199254740993, 1, 2, 3]}, "value[0]: 9007199254740993"),
        ({"value": [":", 1, 2, 3], "status": {"0": "p"}}, 'value[0]: ":"'),
        ({"status": [None, "a"]}, "status: 2"),
        ({"status": {"0": 7}}, "status[0]: 7"),
        ({"size": [2, 3]}, "dimension.year.category.index: 2"),
        ({"size": [2]}, "size: [2]"),
        ({"size": [2, 0]}, "size: [2, 0]"),
        ({"id": ["region", "region"]}, 'id: ["region", "region"]'),
        ({"id": ["region", "kön"]}, "dimension.kön: null"),
        ({"label": 7}, "label: 7"),
        ({"role": {"time": ["x"]}}, 'role.: ["x"]'),
        ({"dimension": [], "value": [], "class": "dataset"}, "dimension: []"),
    ],
)
def test_a_contradiction_is_a_fault_with_its_path(changes: dict[str, Any], read_as: str) -> None:
    assert read_as in [fault.read for fault in refused(small(**changes))]


@pytest.mark.parametrize(
    ("index", "read_as"),
    [
        ({"01": 0, "02": 2}, 'dimension.region.category.index: {"01": 0, "02": 2}'),
        ({"01": 0, "02": 0}, 'dimension.region.category.index: {"01": 0, "02": 0}'),
        ({"01": 0, "02": True}, 'dimension.region.category.index: {"01": 0, "02": true}'),
        (["01", "01"], 'dimension.region.category.index: ["01", "01"]'),
        ([1, 2], "dimension.region.category.index: [1, 2]"),
        (7, "dimension.region.category.index: 7"),
    ],
)
def test_an_index_that_is_no_order_is_a_fault(index: Any, read_as: str) -> None:
    content = small()
    content["dimension"]["region"]["category"]["index"] = index
    assert read_as in [fault.read for fault in refused(content)]


def test_a_child_outside_the_dimension_is_a_fault() -> None:
    content = small()
    content["dimension"]["region"]["category"]["child"] = {"01": ["99"]}
    assert refused(content)[0].read == 'dimension.region.category.child.01: ["99"]'


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'{"version": "2.0",\n"value": [1, 2,\n', 3),
        (b'{"a": 1,\n\n"b" 2}', 3),
        (b'{"a": NaN}', None),
        (b'{"a": 1, "a": 2}', None),
        (b"[" * 100_000, None),
        (b"7", None),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(data: bytes, line: int | None) -> None:
    assert refused(data)[0].location.line == line


def test_a_fault_after_a_long_list_still_has_its_line() -> None:
    values = ",\n".join(map(str, range(5_000)))
    assert refused(f'{{"value": [{values}],\n"x" 1}}'.encode())[0].location.line == 5_001


def test_half_a_letter_is_refused() -> None:
    assert refused(json.dumps(small(label="\ud800")).encode())
    assert refused(json.dumps(small(label="\0")).encode())


def test_all_faults_come_at_once() -> None:
    assert len(refused(small(label=7, size=[2, 3], updated=[]))) == 3


@pytest.mark.parametrize(
    "limits", [CubeLimits(cells=3), CubeLimits(dimensions=1), CubeLimits(categories=3), CubeLimits(file_bytes=10), CubeLimits(depth=2)]
)
def test_limits_are_kept(limits: CubeLimits) -> None:
    assert refused(small(), limits)


def test_a_sparse_cube_beyond_all_memory_is_refused_before_it_is_made() -> None:
    codes = [str(number) for number in range(1_000)]
    names = list("abcdefgh")
    content = {
        "class": "dataset",
        "id": names,
        "size": [1_000] * 8,
        "value": {"0": 1},
        "dimension": {name: {"category": {"index": codes}} for name in names},
    }
    (fault,) = refused(content)
    assert "20 000 000" in fault.expected.en
