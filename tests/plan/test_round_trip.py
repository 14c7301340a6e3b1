"""A workbook goes to a desk and comes back: unchanged it says nothing; changed it says exactly what was changed."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plan.plan_made import COUNTY, ROAD, SHOP, Region, book, held, take_in, traces
from samhandling.files.opening import open_book
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.editing import change
from samhandling.plan.queries import initiative
from samhandling.plan.round_trip.applying import apply_workbook, choice_key
from samhandling.plan.round_trip.comparing import Compared, compare_workbook
from samhandling.plan.round_trip.reading import sheets
from samhandling.plan.round_trip.writing import write_workbook

ROADS = Viewer(ViewerKind.PERSON, 7, frozenset({Role.CONTRIBUTOR}), frozenset({"region-exempel"}))


@pytest.fixture
def plan(county: str) -> str:
    """Two initiatives of two actors; the first has an activity."""
    take_in(book(ROAD, SHOP))
    plainly = {"id": "a1", "title": "Provkör", "kind": "activity", "start": None, "end": "2026-03-31", "end_precision": "quarter"}
    activity = {**plainly, "done": None, "responsible": "region-exempel"}
    change("A1", {"activities": [activity]}, strategy=county, by=OPERATOR, version=initiative_version("A1"))
    return county


def initiative_version(code: str) -> int:
    return initiative(code, of_strategy=COUNTY, seen_by=OPERATOR).version


def fetched(folder: Path, strategy: str = COUNTY, by: Viewer = OPERATOR, **wanted: Any) -> Path:
    target = folder / "arbetsbok.xlsx"
    write_workbook(target, sheets(strategy, by=by, **wanted), who="Vera")
    return target


def compared(file: Path, strategy: str = COUNTY, by: Viewer = OPERATOR) -> Compared:
    return compare_workbook(open_book(file), strategy=strategy, by=by)


def heading(page: Worksheet, text: str) -> int:
    found = {str(cell.value): cell.column for cell in page[1]}
    return found.get(text) or next(column for name, column in found.items() if name.startswith(text))


def edited(file: Path, *cells: tuple[str, int, str, Any]) -> Path:
    """The workbook saved again with other cells: sheet, row, heading, value."""
    made = load_workbook(file)
    for sheet, row, column, value in cells:
        page = made[sheet]
        page.cell(row, heading(page, column)).value = value
    made.save(file)
    return file


def row_of(file: Path, code: str, sheet: str = "Insatser") -> int:
    page = load_workbook(file)[sheet]
    return next(row[0].row for row in page.iter_rows() if row[0].value == code)


def said(found: Compared) -> list[tuple[str, str, str, str]]:
    return [(one.code, part.group, part.before.sv, part.after.sv) for one in found.changed for part in one.differences]


def test_it_says_nothing_when_nobody_has_changed_anything(sormland: Region, tmp_path: Path) -> None:
    found = compared(fetched(tmp_path, sormland.strategy), sormland.strategy)
    assert found.faults == ()
    assert found.left == ()
    assert found.unread == ()
    assert said(found) == []
    assert found.ideas == ()
    assert found.same == 68


def _as_dates(page: Worksheet) -> None:
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, str) and len(cell.value) == 10 and cell.value[4::3] == "--":
                cell.value, cell.number_format = datetime.fromisoformat(cell.value), "yyyy-mm-dd"


def _as_texts(page: Worksheet) -> None:
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, int | float):
                cell.value, cell.data_type = str(cell.value), "s"


def _with_spaces(page: Worksheet) -> None:
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, int) and cell.value >= 10_000:
                cell.value = f"{cell.value:,} kr".replace(",", "\xa0")
            elif isinstance(cell.value, str) and "\n" not in cell.value:
                cell.value = f" {cell.value} "


def _with_commas(page: Worksheet) -> None:
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, float) and cell.value < 1:
                cell.value = f"{cell.value * 100:.10g} %".replace(".", ",")


@pytest.mark.parametrize("stored", [_as_dates, _as_texts, _with_spaces, _with_commas])
def test_it_says_nothing_however_another_program_has_stored_it(
    sormland: Region, tmp_path: Path, stored: Callable[[Worksheet], None]
) -> None:
    file = fetched(tmp_path, sormland.strategy)
    made = load_workbook(file)
    before = [[cell.value for cell in row] for row in made["Insatser"].iter_rows()]
    stored(made["Insatser"])
    assert [[cell.value for cell in row] for row in made["Insatser"].iter_rows()] != before
    made.save(file)
    found = compared(file, sormland.strategy)
    assert found.faults == ()
    assert said(found) == []
    assert found.same == 68


def test_it_says_nothing_in_english_either(sormland: Region, tmp_path: Path) -> None:
    found = compared(fetched(tmp_path, sormland.strategy, language="en"), sormland.strategy)
    assert found.faults == ()
    assert said(found) == []
    assert found.same == 68


CHANGES = [
    ("Namn", "Bussen som kom", "title", "Bussen som kom"),
    ("Steg", "samarbete", "stage", "Samarbete"),
    ("Typ", "förstudie", "kind", "förstudie"),
    ("Slut", "Q3 2027", "end", "tredje kvartalet 2027"),
    ("Slut", date(2027, 5, 31), "end", "2027-05-31"),
    ("Slut", 2027, "end", "2027"),
    ("Kommuner", "Åre, Östersund", "places", "Åre, Östersund, Jämtlands län"),
    ("Räckvidd", "hela landet", "places", "hela landet"),
    ("Beviljat", 500000, "grants", "500 000 kr"),
    ("Beviljat", "500 000", "grants", "500 000 kr"),
    ("Beviljat", None, "grants", "inget"),
    ("Sökt", "ERUF: 1,5 mkr", "grants", "1 500 000 kr"),
    ("Beskrivning", "En rad.\nEn till.", "purpose_sv", "En rad.\nEn till."),
    ("Målgrupper", "Unga\nGamla", "target_groups", "Unga, Gamla"),
]


@pytest.mark.parametrize(("column", "value", "group", "after"), CHANGES)
def test_it_tells_a_change_in_words(plan: str, tmp_path: Path, column: str, value: Any, group: str, after: str) -> None:
    file = fetched(tmp_path)
    found = compared(edited(file, ("Insatser", row_of(file, "A1"), column, value)))
    assert found.faults == ()
    assert [(code, part) for code, part, *_ in said(found)] == [("A1", group)]
    assert after in said(found)[0][3]


def test_it_saves_what_it_told_and_nothing_else(plan: str, tmp_path: Path) -> None:
    file, before = fetched(tmp_path), held("A2")
    row = row_of(file, "A1")
    edited(file, ("Insatser", row, "Namn", "Bussen"), ("Insatser", row, "Slut", "mars 2027"), ("Insatser", row, "Beviljat", 450000))
    was = held("A1")
    done = apply_workbook(open_book(file), {}, strategy=plan, by=OPERATOR)
    now = held("A1")
    assert done.changed == (("A1", "Bussen som väntar"),)
    assert (now.title, now.period.end, now.end_precision.value, now.granted) == ("Bussen", date(2027, 3, 31), "month", 450000)
    assert (now.shares, now.grants[0].financier, now.activities) == (was.shares, was.grants[0].financier, was.activities)
    assert held("A2") == before
    assert set(events_of("initiative", ["A1"], changing=True, seen_by=OPERATOR)[-1].changes) == {"title", "end", "end_precision", "grants"}


def test_it_moves_shares_and_leaves_untouched_ones_exact(plan: str, tmp_path: Path) -> None:
    change("A1", {"shares": _thirds()}, strategy=plan, by=OPERATOR, version=initiative_version("A1"))
    file = fetched(tmp_path)
    assert said(compared(file)) == []
    edited(file, ("Insatser", row_of(file, "A1"), "B2a", 0.5))
    apply_workbook(open_book(file), {}, strategy=plan, by=OPERATOR)
    assert {share.focus_area: str(share.share) for share in held("A1").shares} == {"A1a": "1/3", "B2a": "1/2"}


def _thirds() -> list[dict[str, Any]]:
    return [{"focus_area": area, "share": "1/3", "aspects": [], "source": "person", "confirmed": False} for area in ("A1a", "B2a")]


def test_it_sums_several_financiers_up_in_words_and_reads_them_again(plan: str, tmp_path: Path) -> None:
    several = [{"financier": name, "kind": "granted", "amount": "1000"} for name in ("ERUF", "Fonden: framtid")]
    change("A1", {"grants": several}, strategy=plan, by=OPERATOR, version=initiative_version("A1"))
    file = fetched(tmp_path)
    assert said(compared(file)) == []
    row = row_of(file, "A1")
    wrong = compared(edited(file, ("Insatser", row, "Beviljat", 3000)))
    assert [(one.location.row, one.location.column) for one in wrong.faults] == [(row, "Beviljat (kr)")]
    edited(file, ("Insatser", row, "Beviljat", "ERUF: 2 000\nFonden: framtid: okänt"))
    apply_workbook(open_book(file), {}, strategy=plan, by=OPERATOR)
    assert [(one.financier, one.amount) for one in held("A1").grants] == [("ERUF", 2000), ("Fonden: framtid", None)]


def test_it_adds_and_changes_activities(plan: str, tmp_path: Path) -> None:
    file = fetched(tmp_path)
    edited(
        file,
        ("Aktiviteter", 2, "Klar", "2026-02-01"),
        ("Aktiviteter", 3, "Ärendenummer", "A2"),
        ("Aktiviteter", 3, "Aktivitet", "Öppna dörren"),
        ("Aktiviteter", 3, "Typ", "milstolpe"),
        ("Aktiviteter", 3, "Slut", "2025-10-01"),
        ("Aktiviteter", 3, "Ansvarig", "Åre kommun"),
    )
    apply_workbook(open_book(file), {}, strategy=plan, by=OPERATOR)
    first, second = held("A1").activities[0], held("A2").activities[0]
    assert (first.done, first.end, first.end_precision.value) == (date(2026, 2, 1), date(2026, 3, 31), "quarter")
    assert (second.title, second.kind.value, second.end) == ("Öppna dörren", "milestone", date(2025, 10, 1))
    assert second.responsible in held("A2").owners


def test_it_adds_new_ideas(plan: str, tmp_path: Path) -> None:
    file = fetched(tmp_path)
    area = load_workbook(file)["Listor"]
    words = [cell.value for column in area.columns for cell in column]
    chosen = next(word for word in words if str(word).startswith("B2a "))
    edited(file, ("Nya idéer", 2, "Namn", "Cykla mera"), ("Nya idéer", 2, "Insatsområde", chosen), ("Nya idéer", 2, "Slut", "2028"))
    done = apply_workbook(open_book(file), {}, strategy=plan, by=ROADS)
    ((code, _),) = done.added
    made = held(code)
    assert (made.title, made.stage.value, made.owners, made.period.end) == ("Cykla mera", "idea", ("region-exempel",), date(2028, 12, 31))
    assert [(one.focus_area, one.share) for one in made.shares] == [("B2a", 1)]


def test_it_takes_no_missing_row_for_a_removal(plan: str, tmp_path: Path) -> None:
    file, before = fetched(tmp_path, by=ROADS), traces()
    made = load_workbook(file)
    made["Insatser"].delete_rows(2)
    made["Aktiviteter"].delete_rows(2)
    made.save(file)
    found = compared(file, by=ROADS)
    assert found.is_empty
    assert found.faults == ()
    assert apply_workbook(open_book(file), {}, strategy=plan, by=OPERATOR).changed == ()
    assert traces() == before
    assert held("A1").activities


def test_a_contributor_gets_its_own_and_cannot_change_others(plan: str, tmp_path: Path) -> None:
    own = load_workbook(fetched(tmp_path, by=ROADS))["Insatser"]
    assert [row[0].value for row in own.iter_rows(min_row=2)] == ["A1"]
    file, before = fetched(tmp_path), held("A2")
    row = row_of(file, "A2")
    edited(file, ("Insatser", row, "Namn", "Stängt i byn"))
    found = compared(file, by=ROADS)
    assert [(one.location.row, one.read) for one in found.left] == [(row, "A2")]
    assert found.is_empty
    apply_workbook(open_book(file), {}, strategy=plan, by=ROADS)
    assert held("A2") == before


def test_a_visitor_gets_nothing(plan: str, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        fetched(tmp_path, by=Viewer())


def test_it_shows_both_where_two_have_changed_the_same(plan: str, tmp_path: Path) -> None:
    file = fetched(tmp_path)
    row = row_of(file, "A1")
    edited(file, ("Insatser", row, "Slut", "2027-01-31"), ("Insatser", row, "Beskrivning", "Ny text"))
    change("A1", {"end": "2027-06-30", "title": "Bussen"}, strategy=plan, by=OPERATOR, version=initiative_version("A1"))
    found = compared(file)
    clash = next(part for part in found.changed[0].differences if part.theirs)
    assert (clash.group, clash.theirs and clash.theirs.sv, clash.after.sv) == ("end", "2027-06-30", "2027-01-31")
    with pytest.raises(Refused):
        apply_workbook(open_book(file), {}, strategy=plan, by=OPERATOR)
    assert held("A1").purpose_sv == ""
    apply_workbook(open_book(file), {choice_key("A1", "end"): "theirs"}, strategy=plan, by=OPERATOR)
    assert (held("A1").period.end, held("A1").purpose_sv, held("A1").title) == (date(2027, 6, 30), "Ny text", "Bussen")
    apply_workbook(open_book(file), {choice_key("A1", "end"): "mine"}, strategy=plan, by=OPERATOR)
    assert held("A1").period.end == date(2027, 1, 31)


def test_it_saves_nothing_else_than_what_was_looked_at(plan: str, tmp_path: Path) -> None:
    file = fetched(tmp_path)
    edited(file, ("Insatser", row_of(file, "A1"), "Beskrivning", "Ny text"))
    mark = compared(file).mark
    change("A1", {"title": "Bussen"}, strategy=plan, by=OPERATOR, version=initiative_version("A1"))
    with pytest.raises(Refused):
        apply_workbook(open_book(file), {}, strategy=plan, by=OPERATOR, mark=mark)
    assert held("A1").purpose_sv == ""


def test_it_tells_every_fault_at_once_at_its_cell(plan: str, tmp_path: Path) -> None:
    file, before = fetched(tmp_path), traces()
    row = row_of(file, "A1")
    edited(
        file,
        ("Insatser", row, "Start", "31 juni 2025"),
        ("Insatser", row, "Typ", "cirkus"),
        ("Insatser", row, "Beviljat", "mycket"),
        ("Insatser", row_of(file, "A2"), "A1a", "200 %"),
        ("Insatser", row_of(file, "A2"), "Version", "9"),
        ("Aktiviteter", 2, "Klar", "i morgon"),
        ("Nya idéer", 2, "Beskrivning", "En idé utan namn"),
    )
    found = {(one.location.sheet, one.location.row, one.location.column) for one in compared(file).faults}
    assert found == {
        ("Insatser", row, "Start"),
        ("Insatser", row, "Typ"),
        ("Insatser", row, "Beviljat (kr)"),
        ("Insatser", row_of(file, "A2"), "Version"),
        ("Aktiviteter", 2, "Klar (dag)"),
        ("Nya idéer", 2, "Namn"),
    }
    with pytest.raises(Refused):
        apply_workbook(open_book(file), {}, strategy=plan, by=OPERATOR)
    assert traces() == before


def test_an_end_before_its_start_is_a_fault_at_the_end(plan: str, tmp_path: Path) -> None:
    file = fetched(tmp_path)
    row = row_of(file, "A1")
    found = compared(edited(file, ("Insatser", row, "Slut", "2024-01-31")))
    assert [(one.location.row, one.location.column) for one in found.faults] == [(row, "Slut")]


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "-2+3", "+46 70", "'=1"])
def test_a_name_that_a_program_would_run_is_text_and_comes_back_as_it_was(plan: str, tmp_path: Path, title: str) -> None:
    change("A1", {"title": title}, strategy=plan, by=OPERATOR, version=initiative_version("A1"))
    file = fetched(tmp_path)
    made = load_workbook(file)
    assert all(cell.data_type != "f" for page in made for row in page.iter_rows() for cell in row)
    assert said(compared(file)) == []


def test_the_numbers_are_locked_and_the_rest_is_open(plan: str, tmp_path: Path) -> None:
    page = load_workbook(fetched(tmp_path))["Insatser"]
    assert page.protection.sheet
    assert not page.protection.password
    assert [cell.protection.locked for cell in page[2][:4]] == [True, True, False, False]
    assert page.freeze_panes == "D2"
    assert page.data_validations.count > 3


def test_a_workbook_of_another_strategy_or_another_kind_is_refused(plan: str, tmp_path: Path) -> None:
    file = fetched(tmp_path)
    made = load_workbook(file)
    place = next(row[1] for row in made["Så här gör du"].iter_rows() if row[0].value == "Strategi")
    place.value = "en-annan-2030"
    made.save(file)
    assert [one.read for one in compared(file).faults] == ["en-annan-2030"]
    del made["Insatser"]
    made.save(file)
    assert len(compared(file).faults) == 2
