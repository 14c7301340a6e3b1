"""Written: a model fitted on what people have confirmed, and which model texts are read with."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import scipy
from django.db import transaction
from django.utils import timezone

from samhandling.assessment import models_kept, shipping
from samhandling.assessment.models_fitting import MOST, Firsts, Material, confirmed_examples, firsts_of, folds_of, held_out, require_enough
from samhandling.assessment.models_measured import (
    Compared,
    Measured,
    compared,
    firsts_again,
    firsts_plain,
    measured,
    measured_plain,
    right_of,
)
from samhandling.assessment.queries import reader_with, subject
from samhandling.assessment.rules.engine import Reader
from samhandling.assessment.rules.model import Model
from samhandling.assessment.rules.terms import TermFile
from samhandling.assessment.training import Example
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Role, Viewer, ViewerKind
from samhandling.office.actions import record
from samhandling.people.rules.permission import Rule, require

KEEPS_MODELS = Rule(
    "keeps_models",
    Said("Strateger och administratörer.", "Strategists and administrators."),
    lambda viewer, of: (
        viewer.may_change_all or (viewer.kind is ViewerKind.PERSON and Role.ADMINISTRATOR in viewer.roles and not viewer.read_only)
    ),
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A new version: what it was fitted on, how it reads texts that it has not seen, and how the one that it began from reads them.

    `base` is "" where it began from nothing; `base_has_seen`: how many of the texts the base was, or may have been, fitted on.
    """

    version: str
    base: str
    texts: int
    left_out: int
    result: Measured
    before: Measured
    base_has_seen: int | None


def fit_model(strategy: str, *, by: Viewer) -> Fitted:
    """Fit a model on the shipped one and on what people have confirmed, measure it, and keep it. It is not put in use.

    Raises NotAllowed; Refused: too few confirmed texts, scikit-learn needed and missing, the disk is full.
    """
    require(KEEPS_MODELS, by)
    every = confirmed_examples(strategy, seen_by=by)
    base = shipping.shipped_model(strategy)
    require_enough(every, base)
    reader = reader_with(strategy, base, seen_by=by)
    examples = tuple(every[-MOST:])
    material = Material(base, reader, _terms(strategy, by), examples)
    readings, number = held_out(material), str(base.about.get("version", "")) if base else ""
    before = {one.id: firsts_of(reader, base, one.text) for one in examples}
    result, was = measured(examples, readings), measured(examples, before)
    version = _kept(material, strategy, number, readings, result, was, by)
    seen = _seen_by(base, examples) if base else frozenset()
    return Fitted(version, number, len(examples), len(every) - len(examples), result, was, None if seen is None else len(seen))


def _terms(strategy: str, by: Viewer) -> TermFile:
    about = subject(strategy, seen_by=by)
    return shipping.shipped_terms(about) or TermFile(strategy, about.edition, 1, ())


def _kept(material: Material, strategy: str, base: str, readings: dict[str, Firsts], result: Measured, was: Measured, by: Viewer) -> str:
    """Store the model on all examples with what is told of it, and the event that tells of it."""
    model = material.fitted()
    about = {
        "base": base,
        "fitted": timezone.localdate().isoformat(),
        "scipy": scipy.__version__,
        "examples": {"confirmed": len(material.examples)},
        "areas": dict(sorted(Counter(right_of(one)[0] for one in material.examples).items())),
        "folds": len(folds_of(material.examples)),
        "measured": measured_plain(result),
        "measured_before": measured_plain(was),
        "held_out": firsts_plain(readings),
    }
    kept = Model(model.classes, model.weights, model.bias, model.rarity, about)
    try:
        version = models_kept.keep(kept, strategy, base)
    except OSError as error:
        way_out = Said("Kontrollera att disken har plats.", "Check that the disk has room.")
        raise refusal(
            str(error.filename or ""), Said("En mapp som går att skriva i.", "A folder that can be written in."), way_out
        ) from None
    try:
        with transaction.atomic():
            record(by, "model.fitted", "model", strategy, {"version": (None, version), "texts": (None, len(material.examples))})
    except BaseException:
        models_kept.take_away(strategy, version)
        raise
    return version


def _seen_by(model: Model, examples: tuple[Example, ...]) -> frozenset[str] | None:
    """The ids among the examples that a shipped model was fitted on; `None` where it does not tell."""
    told = model.about.get("ids")
    return frozenset(told) & {one.id for one in examples} if isinstance(told, list) else None


def use_model(strategy: str, version: str, *, by: Viewer) -> str:
    """Read texts with a version from now on; "" for the newest shipped one. Gives the version that is in use.

    Raises NotAllowed; Refused: there is no such version, or it cannot be read.
    """
    require(KEEPS_MODELS, by)
    subject(strategy, seen_by=by)
    if version:
        models_kept.model_of(strategy, version)
    before = models_kept.chosen(strategy)
    with transaction.atomic():
        record(by, "model.used", "model", strategy, {"version": (before or None, version or None)})
        models_kept.choose(strategy, version)
    return models_kept.in_use(strategy).version


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A version: where it comes from, when it was fitted and on how much, how it was measured, whether it is in use or broken."""

    version: str
    is_shipped: bool
    fitted: str
    base: str
    examples: int
    measured: dict[str, Any] | None
    is_in_use: bool
    is_broken: bool


def models(strategy: str, *, seen_by: Viewer) -> list[ModelRow]:
    """Every version that texts could be read with, oldest first. Raises NotAllowed; Refused: no such strategy."""
    require(KEEPS_MODELS, seen_by)
    subject(strategy, seen_by=seen_by)
    used = models_kept.in_use(strategy).version
    return [_row(strategy, version, used) for version in models_kept.every_version(strategy)]


def _row(strategy: str, version: str, used: str) -> ModelRow:
    about = models_kept.about_of(strategy, version)
    try:
        models_kept.model_of(strategy, version)
        broken = False
    except Refused:
        broken = True
    counts = about.get("examples")
    total = sum(number for number in counts.values() if isinstance(number, int)) if isinstance(counts, dict) else 0
    found = about.get("measured")
    is_shipped = not models_kept.OWN_VERSION.fullmatch(version)
    fitted, base = str(about.get("fitted", "")), str(about.get("base", ""))
    return ModelRow(version, is_shipped, fitted, base, total, found if isinstance(found, dict) else None, version == used, broken)


def compare_models(strategy: str, one: str, other: str, *, seen_by: Viewer) -> Compared:
    """Two versions on the texts that people have confirmed. A text that a version was fitted on counts by the reading of a model that
    had not seen it, where that was kept; else it is left out. Raises NotAllowed; Refused: no such version, no confirmed texts.
    """
    require(KEEPS_MODELS, seen_by)
    examples = confirmed_examples(strategy, seen_by=seen_by)[-MOST:]
    if not examples:
        raise refusal(
            "0",
            Said("Insatser vars fördelning en person har bekräftat.", "Initiatives whose distribution a person has confirmed."),
            Said("Bekräfta några på sidan Förslag att bekräfta (/forslag).", "Confirm some on the page Suggestions to confirm (/forslag)."),
        )
    readings = [_honest(strategy, version, examples, seen_by) for version in (one, other)]
    return compared(examples, *readings)


def _honest(strategy: str, version: str, examples: list[Example], viewer: Viewer) -> dict[str, Firsts]:
    """id → how the version reads it, without what it was fitted on."""
    model = models_kept.model_of(strategy, version)
    reader: Reader = reader_with(strategy, model, seen_by=viewer)
    kept = firsts_again(model.about.get("held_out"), {one.id for one in examples})
    seen = _seen_by(model, tuple(examples)) or frozenset()
    fresh = {item.id: firsts_of(reader, model, item.text) for item in examples if item.id not in kept and item.id not in seen}
    return {**kept, **fresh}
