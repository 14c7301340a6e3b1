"""Suggestions for rows that say nothing of what they contribute to. Who can make them is an upper room, which hands in how."""

from collections.abc import Callable
from dataclasses import replace

from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.plan.rules.intake import Did, Intake, RowPlan
from samhandling.plan.rules.record import ContributionSource, InitiativeRecord, Kind, Share

Suggest = Callable[[InitiativeRecord], tuple[Share, ...]]
"""What an initiative seems to contribute to: shares of the system that nobody has confirmed; none where its text says too little."""

_handed: list[Callable[[str, Viewer], Suggest]] = []


def hand_in(maker: Callable[[str, Viewer], Suggest]) -> None:
    """Tell how suggestions are made for a strategy's rows, as a viewer sees them. The last one told counts."""
    _handed[:] = [maker]


def suggester(strategy: str, by: Viewer) -> Suggest | None:
    """How suggestions are made here; none where nobody has told."""
    return _handed[0](strategy, by) if _handed else None


def lacks_distribution(plan: RowPlan) -> bool:
    """A new effort that neither its file nor anybody else has placed, and that is not administration of a programme."""
    record = plan.record
    is_open = not record.shares and not record.basis.is_judged and record.kind is not Kind.TECHNICAL_ASSISTANCE
    return plan.did is Did.CREATED and is_open


def suggested_in(record: InitiativeRecord) -> tuple[tuple[str, str], ...]:
    """(focus area, share) that the system proposes and nobody has confirmed."""
    found = [share for share in record.shares if share.source is ContributionSource.SYSTEM and not share.confirmed]
    return tuple((share.focus_area, "" if share.share is None else str(share.share)) for share in found)


def with_suggestions(intake: Intake, suggest: Suggest) -> Intake:
    """The intake with suggested shares in the new rows that lack them. What the file itself said stays as it was read."""
    rows: list[RowPlan] = []
    asked = placed = 0
    for plan in intake.rows:
        shares = suggest(plan.record) if lacks_distribution(plan) else ()
        asked += lacks_distribution(plan)
        placed += bool(shares)
        rows.append(replace(plan, record=replace(plan.record, shares=shares)) if shares else plan)
    return replace(intake, rows=rows, notices=[*intake.notices, told_of(asked, placed)] if asked else intake.notices)


def told_of(asked: int, placed: int) -> Said:
    """How many rows got a suggestion, what that means, and where it is answered."""
    left = asked - placed
    sv = f"{placed} av {asked} nya insatser utan fördelning får ett förslag, uträknat av texten." if placed else ""
    en = f"{placed} of {asked} new efforts without a distribution get a suggestion, computed from the text." if placed else ""
    if placed == asked == 1:
        sv = "Den nya insatsen utan fördelning får ett förslag, uträknat av texten."
        en = "The new effort without a distribution gets a suggestion, computed from the text."
    if placed:
        sv += " Förslagen är märkta som systemets och obekräftade tills någon har svarat under Förslag att bekräfta."
        en += " The suggestions are marked as the system's and unconfirmed until somebody has answered under Suggestions to confirm."
    if left:
        sv += f" {left} säger för lite, eller inget om insatsområdena, och får inget förslag."
        en += f" {left} say too little, or nothing of the focus areas, and get no suggestion."
    return Said(sv.strip(), en.strip())
