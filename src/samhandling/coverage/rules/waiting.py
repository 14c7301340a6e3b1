"""What the system has suggested and nobody has confirmed does not count: the machine computes, people judge."""

from dataclasses import replace

from samhandling.plan.rules.record import Basis, ContributionSource, InitiativeRecord, Share


def is_waiting(share: Share) -> bool:
    """A contribution that the system has suggested and nobody has confirmed."""
    return share.source is ContributionSource.SYSTEM and not share.confirmed


def waiting_in(record: InitiativeRecord) -> tuple[str, ...]:
    """The focus areas that it would contribute to, were somebody to confirm what the system has suggested."""
    return tuple(share.focus_area for share in record.shares if is_waiting(share))


def as_judged(record: InitiativeRecord) -> InitiativeRecord:
    """The initiative with only the contributions that count; what waits for somebody is not judged, neither inside nor outside.

    The same record where nothing waits.
    """
    if not waiting_in(record):
        return record
    basis = Basis.NOT_READ if record.basis.is_judged else record.basis
    return replace(record, shares=tuple(share for share in record.shares if not is_waiting(share)), basis=basis)
