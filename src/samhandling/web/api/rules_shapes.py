"""What rules of coverage look like to a program: their terms as they are written, their sentences, the versions that they have had."""

from typing import Annotated, Any, Self

from ninja import Path, Schema
from pydantic import Field, model_validator

from samhandling.coverage.in_force import RulesNow, RulesRow
from samhandling.coverage.offering import offer_of
from samhandling.coverage.rules.terms import measure_of, terms_of
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.people.rules.permission import CHANGES_ALL
from samhandling.web.about.rule_words import explained
from samhandling.web.about.ruling import texts_of
from samhandling.web.about.term_words import name_of
from samhandling.web.api.shapes import Code, Listed, SaidOut, Wanted, said_out

RulesNumber = Annotated[int, Path(ge=0, le=2**31 - 1)]
"""Of a version; 0 is the product's own."""

Texts = dict[Code, Annotated[str, Field(max_length=40)]]
MOST_TERMS = 200


class RuleTerm(Schema):
    """A number or a switch of the rules, as it is written: 50, where `unit` is percent. `least`, `most`: how far it may go."""

    field: str
    name: SaidOut
    value: str
    unit: str
    least: int | None
    most: int | None


class RuleStated(Schema):
    """One rule, and what it wants in words. `use`: reason (it counts), note, off."""

    id: str
    use: str
    wants: SaidOut


class RuleChanged(Schema):
    """A field that a version changed, as it is written."""

    field: str
    before: str
    after: str


class RulesVersionOut(Schema):
    """A version of a strategy's rules: when it was decided and why. `person` is an id, told only to those who see working material.

    `is_of_the_picture`: your picture is computed by it. `back_to`: the version that it put back.
    """

    number: int
    version: str
    decided: str | None
    person: int | None
    reason: str
    back_to: int | None
    is_of_the_picture: bool
    changes: list[RuleChanged]


class RulesVersionsOut(Listed):
    """A part of the versions."""

    items: list[RulesVersionOut]


class RulesOffer(Schema):
    """Rules that a later release of the product has, and what they would change. `version` is what an answer names."""

    version: str
    changes: list[RuleChanged]


class RulesStated(RulesVersionOut):
    """The rules whole. `latest`: the number of the version that was decided last, which a change is made from.

    `offer`: told to whoever may change the rules, until somebody has answered it.
    """

    latest: int
    terms: list[RuleTerm]
    rules: list[RuleStated]
    offer: RulesOffer | None


class RulesChange(Wanted):
    """The fields that become others, as they are written, and why; the reason stands for everyone.

    `answers`: the version of an offer that this takes a stand on; it is then offered no more. To decline it, leave the fields as they are.
    """

    terms: Texts = Field(default_factory=dict, max_length=MOST_TERMS)
    reason: str = Field(max_length=4000)
    answers: str = Field("", max_length=40)


class RulesBack(Wanted):
    """Why the rules are put back; the reason stands for everyone."""

    reason: str = Field(max_length=4000)


class RulesLook(Wanted):
    """What would be changed: fields as they are written, or all back to a version."""

    terms: Texts | None = Field(None, max_length=MOST_TERMS)
    back_to: int | None = Field(None, ge=0, le=2**31 - 1, strict=True)

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.terms is None) == (self.back_to is None):
            raise ValueError(Said("Antingen terms eller back_to.", "Either terms or back_to."))
        return self


class RulesMoved(Schema):
    """A focus area whose status becomes another."""

    focus_area: str
    before: str
    after: str


class RulesEffect(Schema):
    """What a change would do to a picture: the fields that become others, and the focus areas whose status does."""

    on: str
    place: str
    changes: list[RuleChanged]
    moved: list[RulesMoved]


def version_told(row: RulesRow, now: RulesNow, viewer: Viewer) -> dict[str, Any]:
    """A version, as `RulesVersionOut`."""
    return {
        **{name: getattr(row, name) for name in ("number", "version", "reason", "back_to")},
        "decided": row.at.isoformat() if row.at and row.number else None,
        "person": row.person_id if viewer.sees_internal else None,
        "is_of_the_picture": row.number == now.current.number,
        "changes": changes_told(row.changes),
    }


def rules_told(row: RulesRow, now: RulesNow, viewer: Viewer) -> dict[str, Any]:
    """The rules as they stand in a version, as `RulesStated`."""
    texts = texts_of(terms_of(row.book))
    rules = [{"id": one.id, "use": one.use.value, "wants": said_out(explained(one, row.book).wants)} for one in row.book.rules]
    terms = [_term(field, text) for field, text in texts.items()]
    told = {"latest": now.latest.number, "terms": terms, "rules": rules, "offer": _offer(now, viewer)}
    return {**version_told(row, now, viewer), **told}


def changes_told(changes: dict[str, tuple[str, str]]) -> list[dict[str, str]]:
    """Fields that become others, as they are written."""
    before, after = (texts_of({field: pair[side] for field, pair in changes.items()}) for side in (0, 1))
    return [{"field": field, "before": before[field], "after": after[field]} for field in changes]


def _offer(now: RulesNow, viewer: Viewer) -> dict[str, Any] | None:
    offer = offer_of(now) if CHANGES_ALL.lets_in(viewer, ()) else None
    return {"version": offer.version, "changes": changes_told(offer.changes)} if offer else None


def _term(field: str, text: str) -> dict[str, Any]:
    name = said_out(name_of(field))
    if field.endswith(".use"):
        return {"field": field, "name": name, "value": text, "unit": "use", "least": None, "most": None}
    measure = measure_of(field)
    unit = "percent" if measure.percent else "number"
    return {"field": field, "name": name, "value": text, "unit": unit, "least": measure.least, "most": measure.most}
