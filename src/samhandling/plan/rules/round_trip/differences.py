"""What a workbook changes, in words, field by field: from what to what, and what somebody else has made of it meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass

from samhandling.ground.counting import capital
from samhandling.ground.said import Said, same
from samhandling.plan.rules.agreeing import Agreed, Clash
from samhandling.plan.rules.form.texts import Around
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.words import GROUP_NAMES, UNKNOWN, in_words

NOTHING = Said("inget", "nothing")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field. `theirs`, `clash`: what somebody else saved of it meanwhile, where the two do not go together."""

    group: str
    name: Said
    before: Said
    after: Said
    theirs: Said | None = None
    clash: Clash | None = None


def differences(now: Plain, agreed: Agreed, around: Around) -> tuple[Difference, ...]:
    """Every field that would become another, then those that two have changed differently."""
    found: list[Difference] = []
    for group, names in GROUPS.items():
        old, new = ({name: of[name] for name in names} for of in (now, agreed.values))
        if old == new:
            continue
        if group == "activities":
            found += _activities(old["activities"], new["activities"], around)
        else:
            found.append(Difference(group, capital(GROUP_NAMES[group]), said_of(group, old, around), said_of(group, new, around)))
    for clash in agreed.clashes:
        before, theirs, mine = (said_of(clash.group, part, around) for part in (clash.before, clash.theirs, clash.mine))
        found.append(Difference(clash.group, capital(GROUP_NAMES[clash.group]), before, mine, theirs, clash))
    return tuple(found)


def said_of(group: str, part: Plain, around: Around) -> Said:
    """A group of fields in words, with the names of actors; texts as they are, without quotes."""
    if group in ("title", "purpose_sv"):
        text = str(part[group])
        return same(text) if text else NOTHING
    if group == "target_groups":
        return same(", ".join(part[group])) if part[group] else NOTHING
    if group == "grants":
        names = around.names
        named = [{**grant, "financier": names.get(grant["financier"], grant["financier"])} for grant in part["grants"]]
        return in_words(group, {"grants": named}) if named else NOTHING
    return in_words(group, part)


def _activities(old: Iterable[Plain], new: Iterable[Plain], around: Around) -> list[Difference]:
    was, found = {one["id"]: one for one in old}, []
    for one in new:
        before = was.get(one["id"])
        if before != one:
            name = Said(f"Aktiviteten ”{one['title']}”", f"The activity “{one['title']}”")
            if before is None:
                name = Said("Ny aktivitet", "New activity")
            found.append(Difference("activities", name, _activity(before, around), _activity(one, around)))
    return found


def _activity(one: Plain | None, around: Around) -> Said:
    if one is None:
        return NOTHING
    responsible = around.names.get(one["responsible"], one["responsible"])
    sv = [one["title"]]
    en = [one["title"]]
    for value, said in (
        (one["start"], Said("från", "from")),
        (one["end"], Said("senast", "by")),
        (one["done"], Said("klar", "done")),
        (responsible, Said("ansvarig", "responsible")),
    ):
        if value:
            sv.append(f"{said.sv} {value}")
            en.append(f"{said.en} {value}")
    return Said(", ".join(sv), ", ".join(en)) if any(one.values()) else UNKNOWN
