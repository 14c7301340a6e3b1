"""Settle a doubt: the first answer keeps what was done meanwhile; another changes it, sometimes with a value that the person gives."""

from django.db import transaction
from django.utils import timezone

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.people.actions import require_change
from samhandling.plan.actions.editing import correct, save_values
from samhandling.plan.actions.uniting import merge_into
from samhandling.plan.models import Chain, Initiative, StoredDoubt
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.record import Kind
from samhandling.plan.storing import load


def settle(doubt_id: int, answer: str, *, strategy: str, by: Viewer, value: str | None = None) -> None:
    """Settle a doubt. Raises Refused: no such open doubt, an answer that it does not have, a value that is missing or unclear."""
    require_change(by)
    with transaction.atomic():
        hold_stamp()
        doubt = _open(doubt_id)
        if answer not in doubt.answers:
            listed = ", ".join(doubt.answers)
            raise refusal(answer, Said(f"Ett av svaren {listed}.", f"One of the answers {listed}."), Said("Välj ett.", "Choose one."))
        if answer != doubt.answers[0]:
            _act(doubt, answer, value, strategy, by)
        doubt.state, doubt.answer = StoredDoubt.State.SETTLED, answer
        doubt.settled_by, doubt.settled_at = by.person, timezone.now()
        doubt.save()
        record(by, "doubt.settled", "doubt", str(doubt.pk), {"answer": (None, answer)})
        raise_stamp()


def _open(doubt_id: int) -> StoredDoubt:
    doubt = StoredDoubt.objects.select_related("initiative").filter(pk=doubt_id, state=StoredDoubt.State.OPEN).first()
    if doubt is None:
        raise refusal(
            str(doubt_id),
            Said("En öppen fråga med det numret.", "An open doubt with that number."),
            Said("Se frågorna med: samhandling doubts list.", "See the doubts with: samhandling doubts list."),
        )
    return doubt


def _act(doubt: StoredDoubt, answer: str, value: str | None, strategy: str, by: Viewer) -> None:
    initiative = doubt.initiative
    if initiative is None:
        raise refusal(
            doubt.kind,
            Said("Frågan gäller ingen insats som finns kvar.", "The doubt is about no initiative that is left."),
            Said("Svara med det första alternativet.", "Answer with the first alternative."),
        )
    if doubt.kind == "difference" and answer == "take":
        _take_file(doubt, initiative, strategy, by)
    elif answer == "one_project":
        merge_into(initiative.code, _needed(value, doubt), by=by)
    elif answer in {kind.value for kind in Kind} and doubt.field == "kind" and value is None:
        correct(initiative.code, "kind", answer, strategy=strategy, by=by)
    elif answer == "unknown":
        correct(initiative.code, doubt.field, "", strategy=strategy, by=by)
    else:
        correct(initiative.code, doubt.field, _needed(value, doubt), strategy=strategy, by=by)


def _needed(value: str | None, doubt: StoredDoubt) -> str:
    if value is None:
        raise refusal(
            "",
            Said(f"Ett värde för {doubt.field}.", f"A value for {doubt.field}."),
            Said("Skriv det med --value.", "Write it with --value."),
        )
    return value


def _take_file(doubt: StoredDoubt, initiative: Initiative, strategy: str, by: Viewer) -> None:
    """The file was right: take what it said when the doubt arose."""
    now = load(Initiative.objects.filter(pk=initiative.pk), strategy_key(strategy))[0][1]
    save_values(initiative, {**to_plain(now), **doubt.proposal}, "initiative.corrected", strategy=strategy, by=by)


def answer_chain(before: str, after: str, *, confirm: bool, by: Viewer) -> None:
    """Confirm or decline a proposed chain."""
    require_change(by)
    with transaction.atomic():
        state = Chain.State.CONFIRMED if confirm else Chain.State.DECLINED
        if not Chain.objects.filter(before__code=before, after__code=after).update(state=state):
            raise refusal(
                f"{before} → {after}",
                Said("En föreslagen kedja.", "A proposed chain."),
                Said("Se kedjorna med: samhandling portfolio chains.", "See the chains with: samhandling portfolio chains."),
            )
        record(by, f"chain.{state.value}", "initiative", after, {})
        raise_stamp()
