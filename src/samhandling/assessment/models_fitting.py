"""Fitting on what people have confirmed: the model that is shipped, moved as far as the confirmed texts speak for.

The texts behind the shipped labels are not in the product; what they taught stands in the shipped weights. A fit looks for the weights
W = W0 + D that explain the confirmed texts, with an L2 penalty on D (a normal prior around the shipped weights): few confirmed texts
move it little, many move it far. Intercepts and rarities stay as shipped, so that no focus area is favoured for being common in one plan.
Where no model is shipped, the model is fitted from the confirmed texts and the strategy's own words by `training.fit`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from samhandling.assessment.rules.engine import Reader, signals_of
from samhandling.assessment.rules.grams import BUCKETS, counts_of, unit
from samhandling.assessment.rules.judging import FEWEST_WORDS
from samhandling.assessment.rules.model import OTHER, Model, shares_by
from samhandling.assessment.rules.terms import TermFile
from samhandling.assessment.training import PENALTY_INVERSE, Example, fit, prepare
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.language.detecting import detect
from samhandling.language.text import fold
from samhandling.office.queries import events_of
from samhandling.plan.queries import records_of
from samhandling.plan.rules.record import Basis, InitiativeRecord

FEWEST, MOST = 10, 1500
BY_A_PERSON = frozenset(f"initiative.{verb}" for verb in ("changed", "corrected", "confirmed", "reverted", "restored", "bulk_changed"))
OUTSIDE = OTHER
FOLDS = 10
_LEAST_EIGENVALUE = 1e-8
Floats = npt.NDArray[np.float64]


def text_of(record: InitiativeRecord) -> str:
    """What is read of an initiative: its name and its purpose in Swedish."""
    return "\n".join(part for part in (record.title, record.purpose_sv) if part)


def confirmed_examples(strategy: str, *, seen_by: Viewer) -> list[Example]:
    """Initiatives whose whole distribution a person has confirmed, or that a person has judged to lie outside every focus area, with a
    Swedish text to learn from; by id.
    """
    found = []
    records = records_of(strategy, seen_by=seen_by)
    outside = _judged_outside([record.id for record in records if not record.shares and record.basis is Basis.JUDGED], seen_by)
    for record in records:
        text = text_of(record)
        if not (record.shares and all(share.confirmed for share in record.shares)) and record.id not in outside:
            continue
        if len(text.split()) < FEWEST_WORDS or detect(text).language not in ("sv", "unknown"):
            continue
        found.append(_example(record, text))
    return sorted(found, key=lambda one: one.id)


def _judged_outside(codes: Sequence[str], viewer: Viewer) -> frozenset[str]:
    """Those of initiatives outside every focus area that a person has put there; what a file says of its own rows nobody has confirmed."""
    last = {
        event.subject_id: event.verb
        for event in events_of("initiative", codes, changing=True, seen_by=viewer)
        if {"shares", "basis"} & event.changes.keys()
    }
    return frozenset(code for code, verb in last.items() if verb in BY_A_PERSON)


def _example(record: InitiativeRecord, text: str) -> Example:
    """A text as people have placed it: parts of 1 for its focus areas, all of it for `OUTSIDE` where it is none of theirs."""
    if not record.shares:
        return Example(record.id, text, {OUTSIDE: 1.0}, frozenset(), frozenset(), "portfolio")
    parts = {share.focus_area: 1.0 if share.share is None else float(share.share) for share in record.shares}
    total, most = sum(parts.values()) or 1.0, max(parts.values())
    first = frozenset(code for code, part in parts.items() if part == most)
    return Example(record.id, text, {code: part / total for code, part in parts.items() if part}, first, frozenset(parts), "portfolio")


@dataclass(frozen=True, slots=True)
class Material:
    """What a model is fitted on: the model to begin from, the reader that it is to read with, its term file, and the examples."""

    base: Model | None
    reader: Reader
    terms: TermFile
    examples: tuple[Example, ...]

    def fitted(self, without: Collection[str] = ()) -> Model:
        """A model on the examples, except those whose id is in `without`."""
        kept = [one for one in self.examples if one.id not in without]
        if self.base is None:
            return fit(prepare(self.reader.subject, self.terms, kept))
        return moved(self.base, kept, {area.code for area in self.reader.subject.areas})


def require_enough(examples: Sequence[Example], base: Model | None) -> None:
    """Raises Refused: too few confirmed texts, all of one focus area, or scikit-learn is needed and missing."""
    if len(examples) < FEWEST or len({code for one in examples for code in one.shares}) < 2:
        raise refusal(
            str(len(examples)),
            Said(
                f"Minst {FEWEST} insatser vars fördelning en person har bekräftat, inom minst två insatsområden.",
                f"At least {FEWEST} initiatives whose distribution a person has confirmed, within at least two focus areas.",
            ),
            Said("Bekräfta fler på sidan Förslag att bekräfta (/forslag).", "Confirm more on the page Suggestions to confirm (/forslag)."),
        )
    if base is None and find_spec("sklearn") is None:
        raise refusal(
            "scikit-learn",
            Said(
                "Strategin har ingen modell som följer med, och då behövs scikit-learn för att lära in en.",
                "The strategy has no shipped model, and scikit-learn is then needed to fit one.",
            ),
            Said("Installera det med: pip install 'samhandling[training]'.", "Install it with: pip install 'samhandling[training]'."),
        )


def moved(base: Model, examples: Sequence[Example], areas: Collection[str]) -> Model:
    """`base` moved towards the examples. Codes that it does not know get weights of their own, from nothing. `areas`: the focus areas."""
    known = set(base.classes)
    fresh = tuple(sorted({code for one in examples for code in one.shares} - known))
    classes = (*base.classes, *fresh)
    weights = np.vstack([base.weights.astype(np.float64), np.zeros((len(fresh), BUCKETS))])
    bias = np.concatenate([base.bias.astype(np.float64), np.zeros(len(fresh))])
    rows = np.array([unit(counts_of(fold(one.text).split()) * base.rarity) for one in examples])
    before = rows @ weights.T + bias
    wanted = np.array([[one.shares.get(code, 0.0) for code in classes] for one in examples])
    # "Outside" says only that it is no focus area; which of the other answers it is stays as the base had it.
    others = np.array([code not in areas for code in classes])
    for number, one in enumerate(examples):
        if not one.accepted:
            powers = np.exp(before[number] - before[number].max()) * others
            wanted[number] = powers / powers.sum()
    change = _change(rows, before, wanted)
    return Model(classes, (weights + change).astype(np.float32), bias.astype(np.float32), base.rarity, {})


def _change(rows: Floats, before: Floats, wanted: Floats) -> Floats:
    """The weights to add (classes, buckets): least 0.5 |D|² + C × cross-entropy, found in the space that the rows span."""
    values, vectors = np.linalg.eigh(rows @ rows.T)
    kept = values > _LEAST_EIGENVALUE
    roots = np.sqrt(values[kept])
    space, back = vectors[:, kept] * roots, (vectors[:, kept] / roots).T
    shape = (wanted.shape[1], space.shape[1])

    def cost(flat: Floats) -> tuple[float, Floats]:
        inside = flat.reshape(shape)
        logits = before + space @ inside.T
        logits -= logits.max(axis=1, keepdims=True)
        logs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        slope = inside + PENALTY_INVERSE * (np.exp(logs) - wanted).T @ space
        return 0.5 * float((inside**2).sum()) - PENALTY_INVERSE * float((wanted * logs).sum()), slope.ravel()

    found = minimize(cost, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    change: Floats = np.asarray(found.x, dtype=np.float64).reshape(shape) @ back @ rows
    return change


@dataclass(frozen=True, slots=True)
class Firsts:
    """The three focus areas that most speaks for, most first: by the model alone, and together with the terms as texts are read.

    `OUTSIDE` stands before them where more speaks for some other answer than for any focus area.
    """

    alone: tuple[str, ...]
    together: tuple[str, ...]


def firsts_of(reader: Reader, model: Model | None, text: str) -> Firsts:
    """What a model would put first, alone and in a reading."""
    areas = {area.code for area in reader.subject.areas}
    together = signals_of(replace(reader, model=model), text).weighed.together
    return Firsts(_three(shares_by(model, text, reader.codes) if model else {}, areas), _three(together, areas))


def _three(shares: Mapping[str, float], areas: Collection[str]) -> tuple[str, ...]:
    ranked = sorted(shares, key=lambda code: (-shares[code], code))
    three = tuple(code for code in ranked if code in areas)[:3]
    return three if ranked[:1] == [*three[:1]] else (OUTSIDE, *three)


def folds_of(examples: Sequence[Example]) -> list[list[Example]]:
    """The examples in parts, the same each time: ten, or one for each example where there are fewer than twenty."""
    order = sorted(examples, key=lambda one: sha256(one.id.encode()).digest())
    count = len(order) if len(order) < 2 * FOLDS else FOLDS
    return [order[number::count] for number in range(count)]


def held_out(material: Material) -> dict[str, Firsts]:
    """Each example as it is read by a model that has not seen it."""
    found = {}
    for some in folds_of(material.examples):
        model = material.fitted({one.id for one in some})
        found.update({one.id: firsts_of(material.reader, model, one.text) for one in some})
    return found
