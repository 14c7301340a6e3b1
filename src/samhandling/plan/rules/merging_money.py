"""Money of two sources, merged amount by amount: a file that changes the financier has said nothing of the sum.

Works where all money of an initiative comes from one financier, one amount a kind, as a file's row tells it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.plan.rules.record import MoneyKind

Grants = Sequence[Mapping[str, Any]]
Spread = dict[str, str | None]
"""The financier, and the amount of each kind that is known."""


@dataclass(frozen=True, slots=True)
class MergedMoney:
    """The grants that hold now; `proposed`: the same with what the file says where it differs, empty where it does not."""

    grants: list[dict[str, Any]]
    proposed: list[dict[str, Any]]


def merge_money(
    base: Mapping[str, Any] | None, file: Mapping[str, Any], now: Mapping[str, Any], read: Collection[str]
) -> MergedMoney | None:
    """Merge each amount, and the financier, on its own. `read`: the fields of money that the file has columns for.

    `None` where the money is of several financiers and can only be compared as a whole.
    """
    ours, theirs, last = spread(now["grants"]), spread(file["grants"]), spread(base["grants"]) if base else None
    if ours is None or theirs is None or (base is not None and last is None):
        return None
    kept, proposed = dict(ours), dict(ours)
    for name in ("financier", *MoneyKind):
        mine, said = ours.get(name), theirs.get(name)
        if name not in read or mine == said or (last is not None and last.get(name) == said):
            continue
        if last.get(name) == mine if last is not None else mine is None:
            kept[name] = proposed[name] = said
        elif said is not None:
            proposed[name] = said
    grants = list(map(dict, now["grants"])) if kept == ours else gather(kept)
    return MergedMoney(grants, gather(proposed) if proposed != kept else [])


def spread(grants: Grants) -> Spread | None:
    """Grants as financier and amounts by kind; `None` where there are several financiers, or two amounts of a kind."""
    financiers, kinds = {grant["financier"] for grant in grants}, [grant["kind"] for grant in grants]
    if len(financiers) > 1 or len(set(kinds)) < len(kinds):
        return None
    amounts = {grant["kind"]: grant["amount"] for grant in grants if grant["amount"] is not None}
    return {"financier": next(iter(financiers), "") or None, **amounts}


def gather(found: Spread) -> list[dict[str, Any]]:
    """The grants again; a financier without any amount has granted something unknown."""
    financier = found.get("financier") or ""
    known = [{"financier": financier, "kind": kind.value, "amount": found[kind]} for kind in MoneyKind if found.get(kind) is not None]
    return known or ([{"financier": financier, "kind": MoneyKind.GRANTED.value, "amount": None}] if financier else [])
