"""What makes a cube, and what is refused, with its rows."""

from collections.abc import Sequence

import numpy as np
import pytest

from samhandling import economy
from samhandling.economy import Absent, BadCube, FaultKind

Row = tuple[str, str, object, object]
GOOD: list[Row] = [(region, industry, year, 10 * place + 1) for place, (region, industry, year) in enumerate(
    (region, industry, year) for region in ("0401", "0402") for industry in ("62", "63", "64") for year in (2020, 2021)
)]  # fmt: skip


def _cube(rows: Sequence[Row], **given: object) -> economy.Cube:
    region, industry, year, value = ([row[column] for row in rows] for column in range(4))
    return economy.cube_from_rows(region, industry, year, value, **{"absent": Absent.MISSING, **given})  # type: ignore[arg-type]


def _faults(rows: Sequence[Row], **given: object) -> list[economy.CubeFault]:
    with pytest.raises(BadCube) as refused:
        _cube(rows, **given)
    return list(refused.value.faults)


def test_it_reads_rows_in_any_order() -> None:
    cube = _cube(GOOD[::-1])
    assert (cube.regions, cube.industries, cube.years) == (("0401", "0402"), ("62", "63", "64"), (2020, 2021))
    assert cube.values[0, 2, 1] == 51
    assert cube.shape == (2, 3, 2)


@pytest.mark.parametrize(
    ("place", "value", "kind"),
    [(3, -1, FaultKind.NEGATIVE), (0, "many", FaultKind.NOT_A_NUMBER), (11, float("inf"), FaultKind.NOT_A_NUMBER)],
)
def test_it_names_the_row_of_a_value_that_cannot_be(place: int, value: object, kind: FaultKind) -> None:
    rows = list(GOOD)
    rows[place] = (*rows[place][:3], value)
    assert [(fault.kind, fault.rows) for fault in _faults(rows)] == [(kind, (place + 1,))]


def test_it_names_all_rows_that_stand_twice() -> None:
    found = _faults([*GOOD, GOOD[4], GOOD[4]])
    assert [(fault.kind, fault.rows) for fault in found] == [(FaultKind.DUPLICATE, (5, 13, 14))]


def test_it_reports_all_faults_at_once() -> None:
    rows = [*GOOD[:-1], (*GOOD[-1][:3], -4), GOOD[0], (*GOOD[1][:3], "?")]
    kinds = {fault.kind for fault in _faults(rows, first_row=2)}
    assert kinds == {FaultKind.NEGATIVE, FaultKind.DUPLICATE, FaultKind.NOT_A_NUMBER}


def test_faults_of_rows_do_not_hide_those_of_the_whole() -> None:
    one = [(region, code, year, value) for region in ("04", "03") for code, value in (("62010", 5), ("62020", 4)) for year in (2018, 2020)]
    total = [(region, "62", year, 9) for region in ("04", "03") for year in (2018, 2020)]
    rows: list[Row] = [*one, *total, one[0], ("04", "62010", "soon", 1), ("05", "62020", "2018.5", -3)]
    rows[3] = (*rows[3][:3], -1)
    found = {fault.kind: fault.rows for fault in _faults(rows)}
    assert found == {
        FaultKind.NEGATIVE: (4,),
        FaultKind.NOT_A_NUMBER: (14, 15),
        FaultKind.DUPLICATE: (1, 13),
        FaultKind.MISSING_YEAR: (),
        FaultKind.TOTAL_AMONG_PARTS: (9, 10, 11, 12),
    }


def test_it_counts_rows_from_the_number_given() -> None:
    rows = [(*GOOD[0][:3], -1), *GOOD[1:]]
    assert _faults(rows, first_row=2)[0].rows == (2,)


def test_it_refuses_two_classifications_in_one_column() -> None:
    found = _faults(GOOD, classification=["SNI 2007"] * 11 + ["SNI 2025"])
    assert [(fault.kind, fault.rows) for fault in found] == [(FaultKind.MIXED_CLASSIFICATIONS, (12,))]


def test_it_keeps_the_classification() -> None:
    assert _cube(GOOD, classification=["SNI 2007"] * 12).classification.name == "SNI 2007"
    given = economy.Classification("SNI 2007", "2 digits")
    assert _cube(GOOD, classification=given).classification == given


def test_it_refuses_two_levels_of_one_classification() -> None:
    rows = [*GOOD, *((region, "01110", year, 5) for region in ("0401", "0402") for year in (2020, 2021))]
    found = _faults(rows)
    assert [fault.kind for fault in found] == [FaultKind.MIXED_LEVELS]
    assert found[0].rows == (13, 14, 15, 16)


def test_it_names_a_group_that_stands_among_its_parts() -> None:
    rows = [
        (r, code, y, jobs)
        for r in ("a", "b")
        for y in (2020, 2021)
        for code, jobs in (("62", 30), ("62010", 10), ("62020", 20), ("63110", 4))
    ]
    found = _faults(rows)
    assert [(fault.kind, fault.industries, fault.rows) for fault in found] == [(FaultKind.TOTAL_AMONG_PARTS, ("62",), (1, 5, 9, 13))]


@pytest.mark.parametrize("code", ["0400", "04", "X"])
def test_it_names_a_region_that_is_the_sum_of_the_others(code: str) -> None:
    sums = [
        (code, industry, year, sum(float(str(row[3])) for row in GOOD if row[1:3] == (industry, year)))
        for industry in ("62", "63", "64")
        for year in (2020, 2021)
    ]
    found = _faults([*GOOD, *sums])
    assert [(fault.kind, fault.regions, fault.rows) for fault in found] == [(FaultKind.TOTAL_AMONG_PARTS, (code,), tuple(range(13, 19)))]


def test_row_numbers_as_codes_are_no_hierarchy() -> None:
    cube = economy.cube_from_array(np.ones((3, 120)), industries=[str(place) for place in range(1, 121)])
    assert cube.shape == (3, 120, 1)


def test_a_code_of_zeros_is_an_industry_not_known_and_no_level_of_its_own() -> None:
    cube = economy.cube_from_array([[1, 2, 3], [4, 5, 7]], industries=["00", "A", "B"])
    assert cube.industries == ("00", "A", "B")


def test_counties_and_the_nation_among_municipalities_are_all_named_at_once() -> None:
    parts = {"0401": 3, "0402": 4, "0501": 5, "0502": 7}
    jobs = {**parts, "04": 7, "05": 12, "00": 19}
    rows: list[Row] = [(code, industry, 2020, jobs[code] * times) for code in jobs for times, industry in ((1, "x"), (2, "y"), (4, "z"))]
    assert {fault.regions for fault in _faults(rows)} == {("04",), ("05",), ("00",)}


def test_a_total_is_set_aside_and_never_summed() -> None:
    sums: list[Row] = [(region, "Totalt", year, 1000) for region in ("0401", "0402") for year in (2020, 2021)]
    rows = [(*row[:3], "..") if row[:2] == ("0401", "62") else row for row in GOOD]
    cube = _cube([*rows, *sums])
    assert cube.industries == ("62", "63", "64")
    assert cube.region_totals.tolist() == [[1000, 61 + 81 + 101], [1000, 71 + 91 + 111]]


def test_a_total_that_is_named_is_set_aside() -> None:
    sums: list[Row] = [("04", industry, year, 2000) for industry in ("62", "63", "64") for year in (2020, 2021)]
    assert _cube([*GOOD, *sums], total_regions=["04"]).regions == ("0401", "0402")


def test_parts_beyond_the_stated_total_are_a_fault() -> None:
    sums: list[Row] = [(region, "total", year, 5) for region in ("0401", "0402") for year in (2020, 2021)]
    assert FaultKind.PARTS_EXCEED_TOTAL in {fault.kind for fault in _faults([*GOOD, *sums])}


def test_it_names_the_year_that_is_left_out() -> None:
    found = _faults([row if row[2] == 2020 else (*row[:2], 2022, row[3]) for row in GOOD])
    assert [(fault.kind, fault.years) for fault in found] == [(FaultKind.MISSING_YEAR, (2021,))]
    assert _cube([row if row[2] == 2020 else (*row[:2], 2022, row[3]) for row in GOOD], year_step=2).years == (2020, 2022)


def test_it_names_the_region_that_lacks_a_year() -> None:
    found = _faults([row for row in GOOD if (row[0], row[2]) != ("0402", 2021)])
    assert [(fault.kind, fault.regions, fault.years) for fault in found] == [(FaultKind.MISSING_YEAR, ("0402",), (2021,))]


def test_a_year_that_is_no_number_is_a_fault() -> None:
    assert next((fault.kind, fault.rows) for fault in _faults([*GOOD, ("0401", "62", "i fjol", 3)])) == (FaultKind.NOT_A_NUMBER, (13,))


def test_what_a_row_that_is_not_there_means_has_to_be_said() -> None:
    rows = [row for row in GOOD if row[:2] != ("0402", "64")]
    assert _cube(rows, absent=Absent.ZERO).unknown is None
    missing = _cube(rows, absent=Absent.MISSING).missing
    assert missing is not None
    assert np.argwhere(missing).tolist() == [[0, 1, 2], [1, 1, 2]]


@pytest.mark.parametrize(
    ("text", "suppressed", "missing", "value"),
    [
        ("..", True, False, 0),
        (None, False, True, 0),
        (".", False, True, 0),
        ("-", False, False, 0),
        ("1 234,5", False, False, 1234.5),
        ("12\u00a0345", False, False, 12345),
    ],
)
def test_it_reads_the_marks_of_statistics_sweden(text: object, suppressed: bool, missing: bool, value: float) -> None:
    cube = _cube([(*GOOD[0][:3], text), *GOOD[1:]])
    assert (cube.suppressed is not None, cube.missing is not None, cube.values[0, 0, 0]) == (suppressed, missing, value)


def test_an_array_names_its_bad_cells() -> None:
    with pytest.raises(BadCube) as refused:
        economy.cube_from_array([[1, -2], [np.nan, 4]], regions=["a", "b"], industries=["x", "y"], years=[2020])
    assert [fault.kind for fault in refused.value.faults] == [FaultKind.NOT_A_NUMBER, FaultKind.NEGATIVE]
    assert "b, x, 2020" in str(refused.value)
    assert "a, y, 2020" in str(refused.value)


def test_what_lies_under_a_mask_is_not_read() -> None:
    cube = economy.cube_from_array([[1, np.nan], [3, -9]], suppressed=[[False, True], [False, True]])
    assert cube.values[:, :, 0].tolist() == [[1, 0], [3, 0]]


@pytest.mark.parametrize(
    ("cells", "given"),
    [
        ([1, 2, 3], {}), (np.ones((2, 0)), {}), (np.ones((2, 2)), {"regions": ["a"]}), (np.ones((2, 2)), {"suppressed": [True, False]}),
        (np.ones((2, 2)), {"regions": ["a", "a"]}), (np.ones((1, 1, 2)), {"years": [2021, 2020]}),
    ],
)  # fmt: skip
def test_a_shape_or_codes_that_do_not_fit_are_refused(cells: object, given: dict[str, object]) -> None:
    with pytest.raises(BadCube):
        economy.cube_from_array(cells, **given)  # type: ignore[arg-type]


def test_the_callers_array_is_left_alone() -> None:
    cells = np.array([[1.0, 5.0], [3.0, 4.0]])
    cube = economy.cube_from_array(cells, suppressed=[[False, True], [False, False]])
    assert cells[0, 1] == 5
    cells[0, 0] = 99
    assert cube.values[0, 0, 0] == 1


class _Column:
    def __init__(self, cells: list[object]) -> None:
        self._cells = cells

    def to_pylist(self) -> list[object]:
        return self._cells


class _Table:
    """The two methods of an Arrow table that are used."""

    def __init__(self, **columns: list[object]) -> None:
        self._columns = columns

    def column(self, name: str, /) -> _Column:
        return _Column(self._columns[name])


def test_it_reads_an_arrow_table_and_null_is_missing() -> None:
    table = _Table(region=["a", "a", "b", "b"], sni=["x", "y", "x", "y"], year=[2020] * 4, value=[1, None, 3, 4])
    cube = economy.cube_from_arrow(table, absent=Absent.ZERO, names={"industry": "sni"})
    assert cube.missing is not None
    assert cube.missing[0].tolist() == [[False, True], [False, False]]


def test_one_year_or_several_can_be_taken_out() -> None:
    cube = _cube(GOOD)
    assert cube.only(2021).values[:, :, 0].tolist() == cube.values[:, :, 1].tolist()
    assert [one.years for one in cube.each_year()] == [(2020,), (2021,)]
    with pytest.raises(KeyError):
        cube.only(1999)
