"""How much may be taken of something within a while: sign-ins, suggestions, uploads, calls. Counted in the database, so that all processes
count together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.office.models import Taken

PARTS = 10
"""Parts that a period is counted in. Room comes back a part of the period late at most, and never too early."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """An answer. `left`: how much more may be taken now. `again`: how long until what was asked for can be had; nothing when it was given."""

    is_given: bool
    left: int
    again: timedelta


def take(key: str, *, most: int, within: timedelta, amount: int = 1, now: datetime | None = None) -> Allowance:
    """Take `amount` of what `key` may have: `most` in any period as long as `within`. What is refused does not count.

    Safe with many processes at once. Call outside the act's transaction, else it is given back when the act is rolled back.
    `key` may hold an address: only a keyed hash of it is kept.
    """
    if amount < 1 or most < 1 or within <= timedelta():
        raise ValueError("a limit above nothing, within a time above nothing")
    moment = now or timezone.now()
    hashed = salted_hmac("samhandling.office.limits", f"{key}\n{within.total_seconds()}").hexdigest()
    with transaction.atomic():
        Taken.objects.get_or_create(key=hashed, defaults={"until": moment + within})
        row = Taken.objects.select_for_update().get(key=hashed)
        counts, answer = weigh({int(part): count for part, count in row.counts.items()}, most, within, amount, moment)
        if answer.is_given:
            row.counts, row.until = counts, moment + within * (1 + 1 / PARTS)
            row.save(update_fields=("counts", "until"))
    return answer


def weigh(counts: Mapping[int, int], most: int, within: timedelta, amount: int, now: datetime) -> tuple[dict[int, int], Allowance]:
    """The counts after the taking, and the answer. `counts`: part of time (numbered since 1970) → how much was taken in it.

    Every part that the period ending now touches counts whole, so that no period as long as `within` ever holds more than `most`.
    """
    length = within.total_seconds() / PARTS
    part = int(now.timestamp() // length)
    # A clock that was set back must not give more room: what lies ahead counts as taken.
    alive = {one: count for one, count in counts.items() if one >= part - PARTS}
    taken = sum(alive.values())
    if taken + amount <= most:
        alive[part] = alive.get(part, 0) + amount
        return alive, Allowance(True, most - taken - amount, timedelta())
    return alive, Allowance(False, max(0, most - taken), _until_room(alive, most - amount, length, now))


def _until_room(alive: Mapping[int, int], room_below: int, length: float, now: datetime) -> timedelta:
    left = sum(alive.values())
    if room_below < 0:
        return timedelta.max
    for part in sorted(alive):
        left -= alive[part]
        if left <= room_below:
            return timedelta(seconds=(part + PARTS + 1) * length - now.timestamp())
    return timedelta()


def require_room(key: str, *, most: int, within: timedelta, amount: int = 1) -> None:
    """Take it, or raise Refused with the time when there is room again."""
    answer = take(key, most=most, within=within, amount=amount)
    if not answer.is_given:
        raise too_many(answer.again)


def too_many(again: timedelta) -> Refused:
    """The refusal of somebody who has had enough for now."""
    minutes = max(1, ceil(min(again, timedelta(days=366)).total_seconds() / 60))
    when = Said("om en minut", "in a minute") if minutes == 1 else Said(f"om {minutes} minuter", f"in {minutes} minutes")
    return refusal(
        "",
        Said("Det har kommit många försök härifrån på kort tid.", "Many attempts came from here in a short time."),
        Said(f"Försök igen {when.sv}.", f"Try again {when.en}."),
    )


def forget_old(now: datetime | None = None) -> int:
    """Remove counts that no longer weigh; gives how many."""
    return Taken.objects.filter(until__lt=now or timezone.now()).delete()[0]
