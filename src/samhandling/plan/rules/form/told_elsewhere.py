"""What no part of the form has: a stage, and what a file tells. Only where two have changed it differently is it written by hand."""

from collections.abc import Callable, Mapping, Sequence

from samhandling.ground.said import Said
from samhandling.plan.rules.form.days import read_day_field
from samhandling.plan.rules.form.steps import usable
from samhandling.plan.rules.form.texts import Around, Reading, Texts, one
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Stage

OWN = "eget"
"""What the names of own fields begin with; their own names may hold any sign, so they are told by their order."""


def stages(around: Around, *stand: str) -> list[str]:
    """The stages to choose among: an idea, the strategy's steps, and what already `stand`s."""
    among = {Stage.IDEA.value, *usable(around.steps), *stand}
    return [stage.value for stage in Stage if stage.value in among]


def differing_fields(theirs: Sequence[Sequence[str]], mine: Sequence[Sequence[str]]) -> list[str]:
    """The names of own fields that do not read the same, in the order of what its writer wants."""
    one_, other = _texts(theirs), _texts(mine)
    return [name for name in dict.fromkeys((*other, *one_)) if one_.get(name) != other.get(name)]


def texts_of(group: str, theirs: Plain, mine: Plain) -> Texts:
    """What the fields hold before anybody has written in them: what its writer wants. Raises KeyError for a group of the form."""
    if group == "stage":
        return {"stage": (mine["stage"],)}
    if group == "source":
        return {"source": (mine["source"],)}
    if group == "bounds":
        return {name: (mine[name] or "",) for name in ("not_before", "not_after", "bounds_basis")}
    if group == "fields":
        told = _texts(mine["fields"])
        return {f"{OWN}-{at}": (told.get(name, ""),) for at, name in enumerate(differing_fields(theirs["fields"], mine["fields"]))}
    raise KeyError(group)


Read = Callable[[Texts, Plain, Plain, Around, Reading], None]
"""Reads a group's texts. `theirs`, `mine`: the two that differ."""


def _stage(texts: Texts, theirs: Plain, mine: Plain, around: Around, into: Reading) -> None:
    text = one(texts, "stage")
    if text not in stages(around, theirs["stage"], mine["stage"]):
        expected = Said("Ett av stegen i listan.", "One of the stages in the list.")
        into.wrong("stage", text, expected, Said("Välj ett av dem.", "Choose one of them."))
    into.values["stage"] = text


def _source(texts: Texts, theirs: Plain, mine: Plain, around: Around, into: Reading) -> None:
    into.values["source"] = one(texts, "source")


def _bounds(texts: Texts, theirs: Plain, mine: Plain, around: Around, into: Reading) -> None:
    for name in ("not_before", "not_after"):
        day = read_day_field(one(texts, name), name, into, end=name == "not_after")
        into.values[name] = day.value.isoformat() if day.value else None
    first, last = into.values["not_before"], into.values["not_after"]
    if first and last and last < first:
        expected = Said("Den senaste dagen får inte komma före den tidigaste.", "The latest day may not come before the earliest.")
        into.wrong("not_after", last, expected, Said("Rätta den ena av dem.", "Correct one of them."))
    into.values["bounds_basis"] = one(texts, "bounds_basis")


def _fields(texts: Texts, theirs: Plain, mine: Plain, around: Around, into: Reading) -> None:
    told = _texts(mine["fields"])
    for at, name in enumerate(differing_fields(theirs["fields"], mine["fields"])):
        if f"{OWN}-{at}" in texts:
            told[name] = one(texts, f"{OWN}-{at}")
    into.values["fields"] = [[name, text] for name, text in told.items() if text]


READERS: Mapping[str, Read] = {"stage": _stage, "source": _source, "bounds": _bounds, "fields": _fields}


def _texts(fields: Sequence[Sequence[str]]) -> dict[str, str]:
    return {pair[0]: pair[1] for pair in fields}
