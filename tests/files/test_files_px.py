"""PX files: what is read, kept and refused. Pure, without the guarded child."""

from math import prod
from pathlib import Path

import pytest
from cubes_made import Made, as_px, read_cells
from pyaxis import pyaxis

from samhandling.files.cube.cubes import Cube, Note
from samhandling.files.cube.faults import CubeLimits
from samhandling.files.px.whole import read_px
from samhandling.ground.faults import Fault, Refused

REAL = ("TAB001", "TAB003", "TAB004", "tab4_fewcells")
SMALL = Made(["region", "år"], [["01", "02"], ["2020", "2021"]], {"sv": [["Ett", "Två"], ["2020", "2021"]]}, [1.0, "..", 0.0, "-"])


def small(*lines: str, header: str = "", data: str = '1 ".." 0 "-"') -> bytes:
    """A file with two regions and two years, and the lines that a test adds to it."""
    head = (
        header
        or 'CODEPAGE="utf-8";\nLANGUAGE="sv";\nSTUB="region";\nHEADING="år";\nVALUES("region")="Ett","Två";\nVALUES("år")="2020","2021";\nCODES("region")="01","02";'
    )
    return "\n".join([head, *lines, f"DATA={data};", ""]).encode()


def refused(data: bytes, limits: CubeLimits | None = None) -> tuple[Fault, ...]:
    """The faults of a file that must be refused."""
    with pytest.raises(Refused) as caught:
        read_px(data, "x.px", limits or CubeLimits())
    return caught.value.faults


def real(shared: Path, name: str) -> Cube:
    """A real file, read."""
    return read_px((shared / "data/statistics/px" / f"{name}.px").read_bytes(), f"{name}.px")


@pytest.mark.parametrize("name", REAL)
def test_real_files_have_the_values_that_pyaxis_reads(shared: Path, name: str) -> None:
    cube = real(shared, name)
    path = str(shared / "data/statistics/px" / f"{name}.px")
    # Left to itself pyaxis makes one NaN of every symbol; told to look for none, it leaves them as texts.
    theirs = pyaxis.parse(path, encoding="iso-8859-1", null_values="^never$", sd_values="^never$")["DATA"]["DATA"].tolist()
    assert len(theirs) == prod(cube.shape) == len(cube.values)
    ours = [symbol if value is None else value for value, symbol in read_cells(cube)]
    assert ours == [float(text) if text.strip('"').lstrip("-").isdigit() else text.strip('"') for text in map(str, theirs)]


@pytest.mark.parametrize("name", REAL)
def test_nothing_of_a_real_file_is_lost(shared: Path, name: str) -> None:
    """Every quoted text of the keyword part is somewhere in the cube."""
    cube = real(shared, name)
    text = (shared / "data/statistics/px" / f"{name}.px").read_bytes().decode("utf-8" if name == "tab4_fewcells" else "iso-8859-1")
    kept = "".join(
        map(
            str,
            (
                cube.title,
                cube.contents,
                cube.unit,
                cube.source,
                cube.notes,
                cube.about,
                cube.rest,
                cube.dimensions,
                cube.symbols,
                cube.id,
                cube.languages,
            ),
        )
    )
    for statement in text.partition("DATA=")[0].split(";\n"):
        name, _, value = statement.partition("=")
        if name.startswith(("CODEPAGE", "CHARSET", "LAST-UPDATED", "NEXT-UPDATE")):
            continue
        for part in value.split('"')[1::2]:
            assert part.replace("#", "\\n") in kept or part in kept, (name, part)


def test_both_languages_stand_side_by_side(shared: Path) -> None:
    cube = real(shared, "TAB001")
    assert cube.languages == ("en", "sv")
    assert cube.title["sv"] == "Befolkning efter region, kön, ålder, tabellinnehåll och år"
    assert cube.dimensions[1].label == {"en": "sex", "sv": "kön"}
    assert next(cube.rows("sv")) == ("Österrike", "Kvinnor", "Totalt", "Befolkning", "1981", None, "..")
    assert next(cube.rows("en")) == ("Austria", "Female", "Total", "Population", "1981", None, "..")
    assert next(cube.rows()) == ("AT", "F", "TOTAL", "HNMGA", "1981", None, "..")


def test_what_the_file_says_of_its_dimensions_is_kept(shared: Path) -> None:
    region, _, age, contents, year = real(shared, "TAB001").dimensions
    assert (region.role, contents.role, year.role, year.time_unit) == ("geo", "metric", "time", "A1")
    assert (region.elimination, age.elimination) == (None, "TOTAL")
    (population,) = contents.categories
    assert population.unit == {"en": "amount", "sv": "antal"}
    assert population.updated == "2023-05-25T15:42"
    assert population.about["measuring"] == {"en": "S", "sv": "S"}


def test_notes_know_what_they_are_about(shared: Path) -> None:
    notes = real(shared, "TAB004").notes
    assert notes[1:] == (
        Note({"en": "Footnote text", "sv": "Text för Fotnot"}, (("SECTOR", ""),)),
        Note({"en": "Footnote text", "sv": "Text för Fotnot"}, (("GREENHOUSEGAS", "SF6_CO2-ekv."),)),
    )
    assert notes[0].text["sv"] == "Text för Fotnot\n\n.. = Data not available"


def test_the_next_update_is_a_day(shared: Path) -> None:
    assert real(shared, "TAB003").next_update == "2024-05-25T16:13"


def test_a_file_that_names_the_wrong_encoding_is_read_by_its_bytes_and_says_so(shared: Path) -> None:
    """pyaxis, told what the file says, reads "kÃ¶n" here."""
    cube = real(shared, "tab4_fewcells")
    assert cube.dimensions[0].categories[0].label["sv"] == "LÖSNINGSMEDEL OCH ÖVRIG PRODUKTANVÄNDNING, TOTALT"
    assert "UTF-8" in cube.remarks[0].sv


@pytest.mark.parametrize(
    ("says", "codec"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "latin-1"),
        ("iso-8859-15", "iso-8859-15"),
        ("Windows-1252", "cp1252"),
        ("cp850", "cp850"),
        ("850", "cp850"),
    ],
)
def test_it_reads_the_encoding_that_the_file_names(says: str, codec: str) -> None:
    cube = read_px(as_px(SMALL, says=says, codec=codec))
    assert [each.label["sv"] for each in cube.dimensions[0].categories] == ["Ett", "Två"]
    assert cube.dimensions[1].id == "år"


def test_a_sign_of_windows_in_latin_1_is_read_as_windows_writes_it() -> None:
    data = as_px(SMALL, says="iso-8859-1", codec="cp1252").replace(b"Title", b"Dal\x96and")
    assert read_px(data).title == {"sv": "Dal–and"}


@pytest.mark.parametrize(("charset", "codec"), [('CHARSET="ANSI";', "cp1252"), ("", "cp850")])
def test_without_a_code_page_it_is_windows_or_old_dos(charset: str, codec: str) -> None:
    text = small().decode().replace('CODEPAGE="utf-8";', charset)
    assert read_px(text.encode(codec)).dimensions[1].label == {"sv": "år"}


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_letter(codec: str) -> None:
    assert read_cells(read_px(small().decode().encode(codec))) == [(1.0, None), (None, ".."), (0.0, None), (0.0, "-")]


def test_an_unknown_encoding_is_a_fault_with_its_line() -> None:
    (fault,) = refused(b'LANGUAGE="sv";\n' + small().replace(b"utf-8", b"klingon"))
    assert (fault.location.line, fault.read) == (2, "CODEPAGE: klingon")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12", (12.0, None)),
        ("-1.5", (-1.5, None)),
        ("1.5E-3", (0.0015, None)),
        ('"-"', (0.0, "-")),
        ("-", (0.0, "-")),
        ('"."', (None, ".")),
        ("..", (None, "..")),
        ('"..."', (None, "...")),
        ('"...."', (None, "....")),
        ('"....."', (None, ".....")),
        ('"......"', (None, "......")),
        ('"......."', (None, ".......")),
        ("9007199254740992", (2.0**53, None)),
    ],
)
def test_a_cell_is_a_number_or_a_symbol(cell: str, expected: tuple[float | None, str | None]) -> None:
    assert read_cells(read_px(small(data=f"{cell} 1 2 3")))[0] == expected


@pytest.mark.parametrize("cell", ["x", "nan", "inf", "5x", "0x10", "1e999", "9007199254740993", '"........"', "--1", "1.2.3", "\u00b2"])
def test_what_is_neither_is_a_fault_with_line_and_cell(cell: str) -> None:
    data = small(data=f"1 2\n{cell} 3")
    (fault,) = [fault for fault in refused(data) if fault.read.startswith("DATA, 3")]
    assert fault.location.line == data[: data.index(b"1 2\n")].count(b"\n") + 2


@pytest.mark.parametrize("data", ["1,2,3,4", "1;2;3;4", "1\t2\t3\t4", "1\n2\n3\n4", "1 2 \r\n3 4 \r\n", " 1  2\n\n3 4 "])
def test_any_of_the_formats_separators_will_do(data: str) -> None:
    assert [value for value, _ in read_cells(read_px(small(data=data)))] == [1, 2, 3, 4]


@pytest.mark.parametrize(("data", "count"), [("1 2 3", "3"), ("1 2 3 4 5", "5"), ("", "0")])
def test_too_few_or_too_many_cells_are_a_fault(data: str, count: str) -> None:
    (fault,) = refused(small(data=data))
    assert fault.read == f"DATA: {count}"
    assert fault.expected.en.startswith("4 values")


def test_a_file_that_is_cut_off_is_refused() -> None:
    whole = small()
    (fault,) = refused(whole.rstrip()[:-1])
    assert "semikolon" in fault.expected.sv


def test_symbols_have_the_words_that_the_file_shows() -> None:
    cube = read_px(small('DATASYMBOL2="uppgift saknas";', 'DATASYMBOLNIL="0 st";'))
    assert cube.symbols == {"..": {"sv": "uppgift saknas"}, "-": {"sv": "0 st"}}


def test_rows_without_keys_in_the_file_are_zero_and_said() -> None:
    cube = read_px(small('KEYS("region")=CODES;', data='"02",5 ".."\n'))
    assert read_cells(cube) == [(0.0, None), (0.0, None), (5.0, None), (None, "..")]
    assert cube.remarks[0].en.startswith("1 rows are not in the file")


def test_keys_are_codes_or_values() -> None:
    cube = read_px(small('KEYS("region")=VALUES;', data='\n"Två",3 4\n"Ett" 1 2\n'))
    assert [value for value, _ in read_cells(cube)] == [1, 2, 3, 4]


def test_faults_in_keys_are_told_all_at_once() -> None:
    faults = refused(small('KEYS("region")=CODES;', data='\n"03",1 2\n"01",1 2\n"01",1 2\n7 8\n'))
    assert [fault.read for fault in faults][:1] == ['DATA, "region": 03']
    assert len({fault.location.line for fault in faults}) == len(faults) == 3


def test_a_list_may_go_over_several_lines() -> None:
    header = 'STUB="a";\nVALUES("a")="ett",\n"två","tre och\n"" en halv";\n'
    cube = read_px(('CODEPAGE="utf-8";' + header + "DATA=1 2 3;").encode())
    assert cube.dimensions[0].codes == ("ett", "två", "tre och\n en halv")


def test_data_within_a_text_is_no_data() -> None:
    cube = read_px(small('NOTE="se\nDATA=1 2;\n";'))
    assert cube.notes[0].text["sv"] == "se\nDATA=1 2;\n"
    assert len(cube.values) == 4


@pytest.mark.parametrize(
    ("tlist", "codes", "unit"),
    [
        ('TLIST(A1),"2020","2021"', ("2020", "2021"), "A1"),
        ('TLIST(A1,"2020"-"2021")', ("2020", "2021"), "A1"),
        ('TLIST(M1,"202012"-"202101")', ("202012", "202101"), "M1"),
        ('TLIST(M1,"2020M12"-"2021M01")', ("2020M12", "2021M01"), "M1"),
        ('TLIST(Q1,"20204"-"20211")', ("20204", "20211"), "Q1"),
        ('TLIST(Q1,"2020Q4"-"2021Q1")', ("2020Q4", "2021Q1"), "Q1"),
        ('TLIST(H1,"20202"-"20211")', ("20202", "20211"), "H1"),
        ('TLIST(W1,"202053"-"202101")', ("202053", "202101"), "W1"),
    ],
)
def test_periods_are_listed_or_counted(tlist: str, codes: tuple[str, ...], unit: str) -> None:
    year = read_px(small(f'TIMEVAL("år")={tlist};')).dimensions[1]
    assert (year.codes, year.time_unit, year.role) == (codes, unit, "time")


@pytest.mark.parametrize("tlist", ['TLIST(A1,"2020"-"2029")', 'TLIST(M1,"202013"-"202014")', 'TLIST(A1),"2020"', "2020"])
def test_periods_that_do_not_fit_the_values_are_a_fault(tlist: str) -> None:
    assert any(fault.read.startswith('TIMEVAL("år")') for fault in refused(small(f'TIMEVAL("år")={tlist};')))


def test_cell_notes_are_placed_where_their_values_meet() -> None:
    cube = read_px(small('CELLNOTEX("Två","*")="osäker";', 'VALUENOTE("år","2021")="preliminär#siffra";', 'CELLNOTE("Ett","2021")="x";'))
    assert cube.notes == (
        Note({"sv": "osäker"}, (("region", "02"),), is_mandatory=True),
        Note({"sv": "preliminär\nsiffra"}, (("år", "2021"),)),
        Note({"sv": "x"}, (("region", "01"), ("år", "2021"))),
    )


def test_what_is_not_understood_is_kept_word_for_word() -> None:
    cube = read_px(small('VALUENOTE("år","1999")="finns inte";', 'X-OWN("a","b")="c", 7;', 'X-OWN("a","b")=NO;'))
    assert cube.rest == {'VALUENOTE("år","1999")': '"finns inte"', 'X-OWN("a","b")': '"c", 7', 'X-OWN("a","b") #2': "NO"}


def test_decimals_and_precision() -> None:
    cube = read_px(small("DECIMALS=2;", "SHOWDECIMALS=1;", 'PRECISION("region","Två")=3;'))
    assert (cube.decimals, cube.decimals_shown) == (2, 1)
    assert [each.decimals for each in cube.dimensions[0].categories] == [None, 3]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ('CODES("år")="2020";', 'CODES("år"): 1'),
        ('CODES("år")="2020","2020";', 'CODES("år"): 2020'),
        ('VALUES("region")="Ett","Tre";', 'VALUES("region"): "Ett","Tre"'),
        ('VALUES("kön")="K","M";', 'VALUES("kön"): "K","M"'),
        ('ELIMINATION("region")="Riket";', 'ELIMINATION("region"): Riket'),
        ("DECIMALS=många;", "DECIMALS: många"),
        ('TITLE="utan semikolon"\nCONTENTS="x";', 'TITLE="utan semikolon"\nCONTENTS="x"'),
    ],
)
def test_a_statement_that_contradicts_another_is_a_fault_with_its_line(line: str, read: str) -> None:
    data = small(line)
    found = {fault.read: fault.location.line for fault in refused(data)}
    assert found[read] == data[: data.index(line.encode())].count(b"\n") + 1


def test_all_faults_come_at_once() -> None:
    assert len(refused(small('CODES("år")="2020";', 'VALUES("kön")="K";', 'VALUES("region")="A","B";'))) == 3


@pytest.mark.parametrize("limits", [CubeLimits(cells=3), CubeLimits(dimensions=1), CubeLimits(categories=3), CubeLimits(file_bytes=10)])
def test_limits_are_kept(limits: CubeLimits) -> None:
    assert refused(small(), limits)


def test_a_cube_beyond_all_memory_is_refused_before_it_is_made() -> None:
    values = ",".join(f'"{number}"' for number in range(1000))
    names = [f"v{number}" for number in range(8)]
    header = "STUB=" + ",".join(f'"{name}"' for name in names) + ";" + "".join(f'VALUES("{name}")={values};' for name in names)
    (fault,) = refused(f"{header}DATA=1;".encode())
    assert "20 000 000" in fault.expected.en


def test_the_long_table_has_a_column_a_dimension(shared: Path) -> None:
    cube = real(shared, "TAB003")
    table = cube.as_arrow("sv")
    assert table.column_names == ["TREATMENT_CAT", "WASTE_CAT", "ContentsCode", "TIME", "value", "status"]
    assert [tuple(row.values()) for row in table.to_pylist()] == list(cube.rows("sv"))


def test_labels_that_several_codes_share_are_told_apart() -> None:
    header = 'CODEPAGE="utf-8";LANGUAGE="sv";STUB="ort";VALUES("ort")="Vik","Vik","Å";CODES("ort")="1","2","3";'
    cube = read_px(f"{header}DATA=1 2 3;".encode())
    assert [row[0] for row in cube.rows("sv")] == ["Vik (1)", "Vik (2)", "Å"]
    assert cube.as_arrow("sv").column("ort").to_pylist() == ["Vik (1)", "Vik (2)", "Å"]


def test_a_dimension_called_value_does_not_hide_the_values() -> None:
    cube = read_px(b'STUB="value";VALUES("value")="a","b";DATA=1 ..;')
    assert cube.as_arrow().to_pylist() == [
        {"value (dimension)": "a", "value": 1.0, "status": None},
        {"value (dimension)": "b", "value": None, "status": ".."},
    ]


def test_the_day_of_update_is_found_by_whatever_name_it_has() -> None:
    assert read_px(small('LAST-UPDATED="20260528 08:00";')).updated == "2026-05-28T08:00"
    cube = read_px(small('CONTENTS="Arbetslösa";', 'LAST-UPDATED("Arbetslösa")="20260528";'))
    assert (cube.updated, cube.rest) == ("2026-05-28", {'LAST-UPDATED("Arbetslösa")': '"20260528"'})
