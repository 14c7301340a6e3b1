"""An import while others work: they are let through while it is made ready, and what they change is what it meets."""

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from django.db import connection

from plan.plan_made import COUNTY, ROAD, SHOP, book, changed, held, run_of, take_in
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions import importing
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.importing import Outcome, import_portfolio
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.models import Initiative
from samhandling.plan.queries import open_world
from samhandling.plan.rules.mapping import guess
from samhandling.strategy.actions import load
from strategy.strategy_texts import COUNTY as COUNTY_TEXT
from strategy.strategy_texts import document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def settled(transactional_db: Any) -> str:
    """A region of its own for threads: what they write is really written."""
    load(document(COUNTY_TEXT), by=OPERATOR)
    take_in(book(ROAD))
    return COUNTY


def colleague(*acts: Callable[[], object]) -> Thread:
    """Somebody with a connection of their own, at work."""

    def work() -> None:
        try:
            for act in acts:
                act()
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread


def note(text: str, code: str = "A1") -> Callable[[], object]:
    return lambda: correct(code, "note", text, strategy=COUNTY, by=OPERATOR)


def disturbed(monkeypatch: pytest.MonkeyPatch, acts: Iterator[Callable[[], object]]) -> list[int]:
    """Each time an import has been made ready a colleague does something, and has done it before the import goes on."""
    times: list[int] = []
    make = importing.make_ready

    def ready(*told: Any, **more: Any) -> Any:
        found = make(*told, **more)
        times.append(len(times))
        if not connection.in_atomic_block and (act := next(acts, None)):
            colleague(act).join()
        return found

    monkeypatch.setattr(importing, "make_ready", ready)
    return times


def many(count: int = 400) -> Any:
    return book(changed(ROAD, end="2027-06-30"), *(changed(SHOP, id=f"N{number}", title=f"Butik {number}") for number in range(count)))


def test_a_save_gets_through_while_a_long_import_is_made_ready(settled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(book(changed(SHOP, id="Z1"), file="annan.csv"))
    times = disturbed(monkeypatch, iter([note("Ringde dem", "Z1")]))
    take_in(many())
    assert held("Z1").note == "Ringde dem"
    assert Initiative.objects.count() == 402
    assert times == [0]


def test_a_save_that_waits_while_an_import_is_written_gets_through(settled: str) -> None:
    waiting: list[Thread] = []

    def finish(outcome: Outcome) -> None:
        # All is written, and nothing of it stands yet: whoever saves now has to wait for the import.
        waiting.append(colleague(note("Medan ni läste in")))

    of = many()
    import_portfolio(
        of, guess(of, open_world(settled, seen_by=OPERATOR)), strategy=settled, lineage="lista.csv", by=OPERATOR, finish=finish
    )
    waiting[0].join()
    now = held("A1")
    assert (now.note, str(now.period.end)) == ("Medan ni läste in", "2027-06-30")
    assert Initiative.objects.get(code="A1").version == 3


def test_what_somebody_changes_meanwhile_is_met_and_not_written_over(settled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    times = disturbed(monkeypatch, iter([lambda: correct("A1", "end", "2028-12-31", strategy=COUNTY, by=OPERATOR)]))
    outcome = take_in(many(3))
    assert times == [0, 1]
    assert str(held("A1").period.end) == "2028-12-31"
    assert any(doubt.initiative == "A1" for doubt in outcome.preview.intake.doubts)


def test_an_import_comes_to_its_end_however_often_others_change_what_it_is_about(settled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    times = disturbed(monkeypatch, (note(f"Ändring {number}") for number in range(100)))
    take_in(many(3))
    assert len(times) == importing.TRIES + 1
    assert (held("A1").note, str(held("A1").period.end)) == (f"Ändring {importing.TRIES - 1}", "2027-06-30")


def test_an_actor_that_somebody_names_meanwhile_is_the_one_that_the_import_writes(settled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    disturbed(monkeypatch, iter([lambda: take_in(book(changed(SHOP, id="M1", owner="Ny Forening"), file="annan.csv"))]))
    take_in(book(changed(SHOP, id="N1", owner="Ny Förening")))
    assert (held("M1").owners, held("N1").owners) == (("ny-forening",), ("ny-forening-2",))


def test_a_comment_left_while_an_undo_was_prepared_keeps_its_initiative(settled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from samhandling.plan.actions import undoing

    run, made = run_of(take_in(book(SHOP, file="annan.csv"))), undoing.events_of
    left = iter([lambda: comment("A2", "comment", "Vi är med.", strategy=COUNTY, by=OPERATOR)])

    def events_of(*told: Any, **more: Any) -> Any:
        if act := next(left, None):
            colleague(act).join()
        return made(*told, **more)

    monkeypatch.setattr(undoing, "events_of", events_of)
    undone = undo_import(run, by=OPERATOR)
    assert (undone.removed, [one.code for one in undone.kept]) == (0, ["A2"])
