"""An import can be taken back: what nobody has touched goes, what somebody has touched stays and is listed."""

from datetime import date

import pytest

from plan.plan_made import ROAD, SHOP, Region, book, changed, everything, held, run_of, take_in
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.queries import runs
from samhandling.people.actions import NewActor, load_actors
from samhandling.people.models import Actor
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.settling import answer_chain, settle
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.actions.uniting import merge_into, part
from samhandling.plan.comments import comments_beside
from samhandling.plan.models import Chain, ImportedRow, Initiative
from samhandling.plan.queries import doubts, records_of, scopes

FIRST = changed(ROAD, title="Bussen, förstudie")
NEXT = changed(ROAD, id="A9", title="Bussen", start="2027-01-01", end="2028-01-01", note="Följer på A1")


def test_all_that_an_import_made_is_gone_and_the_plan_is_as_before(county: str) -> None:
    load_actors([NewActor("are-kommun", "Åre kommun")], by=OPERATOR)
    before = everything()
    run = run_of(take_in(book(FIRST, NEXT, SHOP, changed(SHOP, id="A5", title="Oklar", granted="ingår i 60 mkr totalt"))))
    made = everything()
    assert made["chains"]
    assert made["doubts"]
    assert len(made["actors"]) == 2
    undone = undo_import(run, by=OPERATOR)
    assert (undone.removed, undone.restored, undone.kept) == (4, 0, ())
    assert everything() == before
    assert scopes(seen_by=OPERATOR) == []
    assert [row.state for row in runs(seen_by=OPERATOR)] == ["undone"]


def test_the_real_portfolio_goes_and_comes_back_the_same(sormland: Region) -> None:
    from samhandling.files.opening import open_book

    before = everything(sormland.strategy)
    undo_import(sormland.run, by=OPERATOR)
    assert records_of(sormland.strategy, seen_by=OPERATOR) == []
    assert Actor.objects.exclude(created_by_run=None).count() == 0
    take_in(open_book(sormland.file), strategy=sormland.strategy)
    assert everything(sormland.strategy) == before


def test_what_an_import_changed_is_as_before(county: str) -> None:
    take_in(book(ROAD, SHOP))
    before = everything()
    second = take_in(book(changed(ROAD, end="2027-06-30", granted=1, contributions="B1a", owner="Ny Ägare AB"), SHOP))
    undone = undo_import(run_of(second), by=OPERATOR)
    assert (undone.removed, undone.restored, undone.kept) == (0, 1, ())
    assert everything() == before


def test_the_same_file_can_be_taken_in_again_after_an_undo(county: str) -> None:
    take_in(book(ROAD))
    newer = book(changed(ROAD, end="2027-06-30"), SHOP)
    run = run_of(take_in(newer))
    after = everything()
    undo_import(run, by=OPERATOR)
    assert run_of(take_in(newer)) != run
    assert everything() == after


def test_an_undone_doubt_is_asked_again_when_the_file_comes_again_but_a_settled_one_is_not(county: str) -> None:
    unclear = book(changed(ROAD, granted="ingår i 60 mkr totalt"), changed(SHOP, granted="ingår i 40 mkr totalt"))
    run = run_of(take_in(unclear))
    first, _ = doubts(seen_by=OPERATOR)
    settle(first.id, first.answers[0], strategy=county, by=OPERATOR)
    undo_import(run, by=OPERATOR)
    assert doubts(seen_by=OPERATOR) == []
    take_in(unclear)
    assert [one.initiative for one in doubts(seen_by=OPERATOR)] == ["A2"]


def test_a_row_that_somebody_corrected_stays_and_is_listed(county: str) -> None:
    run = run_of(take_in(book(ROAD, SHOP)))
    correct("A1", "end", "2027-06-30", strategy=county, by=OPERATOR)
    undone = undo_import(run, by=OPERATOR)
    assert undone.removed == 1
    assert [(one.code, one.row, one.reason.sv) for one in undone.kept] == [("A1", 2, "har ändrats efter importen")]
    assert held("A1").period.end == date(2027, 6, 30)
    assert [row.state for row in runs(seen_by=OPERATOR)] == ["partly"]


def test_a_correction_on_what_an_import_changed_stays_too(county: str) -> None:
    take_in(book(ROAD))
    run = run_of(take_in(book(changed(ROAD, end="2027-06-30"))))
    correct("A1", "note", "Ringde dem", strategy=county, by=OPERATOR)
    assert [one.code for one in undo_import(run, by=OPERATOR).kept] == ["A1"]
    assert (held("A1").period.end, held("A1").note) == (date(2027, 6, 30), "Ringde dem")


def test_what_somebody_has_commented_on_stays_with_the_comment_and_is_listed(county: str) -> None:
    take_in(book(ROAD))
    run = run_of(take_in(book(changed(ROAD, end="2027-06-30"), SHOP, changed(SHOP, id="A5", title="Öppet i nästa by"))))
    comment("A1", "wrong", "Slutet är fel.", strategy=county, by=OPERATOR)
    comment("A2", "confirmed", strategy=county, by=OPERATOR)
    undone = undo_import(run, by=OPERATOR)
    assert (undone.removed, undone.restored) == (1, 0)
    assert [(one.code, one.reason.sv) for one in undone.kept] == [("A1", "har fått en kommentar"), ("A2", "har fått en kommentar")]
    assert [one.text for one in comments_beside(["A1", "A2"], seen_by=OPERATOR)] == ["Slutet är fel.", ""]
    assert held("A1").period.end == date(2027, 6, 30)
    assert [row.state for row in runs(seen_by=OPERATOR)] == ["done", "partly"]


def test_what_points_at_an_initiative_goes_in_its_own_way(county: str) -> None:
    """Chains and questions of other imports than the one that is taken back."""
    run = run_of(take_in(book(FIRST, SHOP)))
    take_in(book(NEXT, file="annan.csv"))
    answer = Chain.objects.create(
        before_id=key_of("A1"), after_id=key_of("A9"), kind="extension", reason_sv="", reason_en="", state="confirmed"
    )
    undo_import(run, by=OPERATOR)
    assert not Chain.objects.filter(pk=answer.pk).exists()
    assert set(Initiative.objects.values_list("code", flat=True)) == {"A9"}


def key_of(code: str) -> int:
    return Initiative.objects.get(code=code).pk


@pytest.mark.parametrize("second", [changed(SHOP), changed(SHOP, end="2027-01-31")], ids=["same", "changed"])
def test_a_row_that_a_later_import_holds_stays_until_that_one_is_undone(county: str, second: tuple[object, ...]) -> None:
    first = run_of(take_in(book(ROAD, SHOP), source="Register A"))
    later = run_of(take_in(book(second, changed(SHOP, id="A7", title="Mackens framtid")), source="Register B"))  # type: ignore[arg-type]
    undone = undo_import(first, by=OPERATOR)
    assert [one.code for one in undone.kept] == ["A2"]
    assert undone.removed == 1
    undo_import(later, by=OPERATOR)
    assert undo_import(first, by=OPERATOR).removed == 1
    assert records_of(county, seen_by=OPERATOR) == []


def test_what_a_later_import_changed_again_is_not_taken_back_under_it(county: str) -> None:
    take_in(book(ROAD))
    second = run_of(take_in(book(changed(ROAD, end="2027-01-31"))))
    third = run_of(take_in(book(changed(ROAD, end="2028-01-31"))))
    assert [one.code for one in undo_import(second, by=OPERATOR).kept] == ["A1"]
    assert held("A1").period.end == date(2028, 1, 31)
    undo_import(third, by=OPERATOR)
    assert held("A1").period.end == date(2027, 1, 31)


def test_one_that_others_are_merged_into_stays_until_they_are_parted(county: str) -> None:
    run = run_of(take_in(book(ROAD, SHOP)))
    merge_into("A2", "A1", by=OPERATOR)
    assert {one.code for one in undo_import(run, by=OPERATOR).kept} == {"A1", "A2"}
    part("A2", by=OPERATOR)
    assert [one.code for one in undo_import(run, by=OPERATOR).kept] == ["A2"]


def test_what_one_undo_restored_is_not_called_changed_by_the_next(county: str) -> None:
    take_in(book(ROAD, SHOP))
    run = run_of(take_in(book(changed(ROAD, end="2027-01-31"), changed(SHOP, end="2027-01-31"))))
    correct("A2", "note", "Ringde dem", strategy=county, by=OPERATOR)
    assert [one.code for one in undo_import(run, by=OPERATOR).kept] == ["A2"]
    assert [one.code for one in undo_import(run, by=OPERATOR).kept] == ["A2"]
    assert held("A1").period.end == date(2026, 12, 31)


def test_a_second_undo_is_refused(county: str) -> None:
    run = run_of(take_in(book(ROAD)))
    undo_import(run, by=OPERATOR)
    before = everything()
    with pytest.raises(Refused, match=str(run)):
        undo_import(run, by=OPERATOR)
    assert everything() == before


@pytest.mark.parametrize("number", [0, 999])
def test_an_undo_of_no_import_is_refused(county: str, number: int) -> None:
    with pytest.raises(Refused):
        undo_import(number, by=OPERATOR)


def test_only_those_who_may_change_the_plan_undo(county: str) -> None:
    run = run_of(take_in(book(ROAD)))
    with pytest.raises(Refused):
        undo_import(run, by=VISITOR)
    assert held("A1").id == "A1"


def test_an_actor_that_something_else_uses_stays(county: str) -> None:
    run = run_of(take_in(book(ROAD)))
    take_in(book(changed(SHOP, owner="Region Exempel"), file="annan.csv"))
    undo_import(run, by=OPERATOR)
    assert held("A2").owners == ("region-exempel",)


def test_a_confirmed_chain_between_what_stays_is_kept(county: str) -> None:
    take_in(book(FIRST, NEXT))
    run = run_of(take_in(book(FIRST, NEXT, SHOP)))
    answer_chain("A1", "A9", confirm=True, by=OPERATOR)
    undo_import(run, by=OPERATOR)
    assert everything()["chains"] == [("A1", "A9", "confirmed")]


def test_a_distribution_on_another_strategy_is_left_alone(county: str, sormland: Region) -> None:
    """Two strategies loaded: the undo takes back what was said about the one that the file was read against."""
    plain = changed(ROAD, contributions="")
    take_in(book(changed(ROAD)), strategy=county)
    second = run_of(take_in(book(changed(plain, contributions="1.3:0.5", end="2027-01-31")), strategy=sormland.strategy))
    assert [share.focus_area for share in held("A1", sormland.strategy).shares] == ["1.3"]
    undo_import(second, by=OPERATOR)
    assert held("A1", sormland.strategy).shares == ()
    assert [share.focus_area for share in held("A1", county).shares] == ["A1a", "B2a"]
    assert held("A1", county).period.end == date(2026, 12, 31)


def test_rows_of_an_undone_import_point_at_nothing(county: str) -> None:
    run = run_of(take_in(book(ROAD)))
    undo_import(run, by=OPERATOR)
    assert list(ImportedRow.objects.filter(run=run).values_list("initiative", flat=True)) == [None]
    assert not Initiative.objects.exists()
