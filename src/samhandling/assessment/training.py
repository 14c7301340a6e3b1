"""Fitting the model on labelled texts. Needs scikit-learn (the extra `training`); nothing here is asked when a text is read.

Multinomial logistic regression with an L2 penalty on character n-grams. A text with several codes counts as a part
of an example for each, by its shares. What the strategy and its term file say of each code is an example too, so that codes
without labelled texts are known. The intercepts are corrected so that no code is favoured for being common. The fit is made in the space that the examples span, which gives the same weights and is quick.
"""

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from samhandling.assessment.rules.grams import Vector, counts_of, unit
from samhandling.assessment.rules.likeness import area_text
from samhandling.assessment.rules.model import OTHER, Model, shares_by
from samhandling.assessment.rules.subject import Subject
from samhandling.assessment.rules.terms import TermFile
from samhandling.language.text import fold

ALSO_SHARES = (1.0, 0.4, 0.2)
ALSO_OF_READERS = 0.35
PENALTY_INVERSE = 10.0
# A penalised fit is more timid than it need be; this makes its shares as sharp as those of the terms. Chosen by cross-validation.
SHARPNESS = 2.0
WEIGHT_OF_OWN_TEXTS = 1.0
# What a label says of a text that holds too little to judge; nothing is learned from it.
TOO_LITTLE = "insufficient"
NEAR_COPY = 0.6
_LEAST_EIGENVALUE = 1e-8

Source = Literal["portfolio", "own", "readers"]


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text: a part of 1 for each code. `accepted`: the codes that count as a right first choice, empty for "none"."""

    id: str
    text: str
    shares: Mapping[str, float]
    accepted: frozenset[str]
    also: frozenset[str]
    source: Source


def examples_in(shared: Path) -> list[Example]:
    """The portfolio's judged rows, our own labels and the readers' labels, with their texts from the register."""
    register = {row["ärende-id"]: row for row in _rows(shared / "erdf" / "se_erdf_projektbanken_2014_2020.csv", "utf-8-sig")}
    texts = {key: f"{row['projektnamn'].strip()}\n{row['projektbeskrivning'].strip()}" for key, row in register.items()}
    return [
        *_portfolio(shared / "portfolio" / "sormland_portfolio.csv", texts),
        *_own(texts),
        *_readers(shared / "assess" / "labels_dev.json", texts),
    ]


def _rows(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _portfolio(path: Path, texts: Mapping[str, str]) -> list[Example]:
    found = []
    for row in _rows(path):
        shares = {code: float(share) for code, share in (part.split(":") for part in row["contributions"].split("|") if part)}
        if row["basis"] == "insufficient":
            continue
        codes = shares or ({"technical_assistance": 1.0} if row["kind"] == "tekniskt stöd" else {OTHER: 1.0})
        text = texts.get(row["id"], f"{row['title']}\n{row['purpose_sv']}")
        first = {code for code, share in shares.items() if share == max(shares.values())}
        found.append(Example(row["id"], text, _whole(codes), frozenset(first), frozenset(shares), "portfolio"))
    return found


def _own(texts: Mapping[str, str]) -> list[Example]:
    """Those that two passes agreed on or that were decided; a label without codes was dropped."""
    lines = files("samhandling.assessment").joinpath("labels", "erdf-own.csv").read_text("utf-8").splitlines()
    found = []
    for row in csv.DictReader(lines, delimiter=";"):
        codes = row["codes"].split()
        areas = [code for code in codes if code[:1].isdigit()]
        is_some = codes[:1] == areas[:1]
        shares = dict(zip((code for code in codes if code != TOO_LITTLE), ALSO_SHARES, strict=False))
        if codes and row["id"] in texts:
            first = frozenset(areas[:1] if is_some else ())
            found.append(Example(row["id"], texts[row["id"]], _whole(shares), first, frozenset(areas), "own"))
    return found


def _readers(path: Path, texts: Mapping[str, str]) -> list[Example]:
    found = []
    for label in json.loads(path.read_text("utf-8")):
        first = frozenset(code for code in label["primary"] if code != "none")
        none = "tillganglighet-och-mobilitet" if label["note"] == "prerequisite" else "technical_assistance"
        shares = {**dict.fromkeys(label["also"], ALSO_OF_READERS), **dict.fromkeys(first or {none}, 1.0)}
        found.append(Example(label["id"], texts[label["id"]], _whole(shares), first, frozenset(label["also"]), "readers"))
    return found


def _whole(shares: Mapping[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    return {code: share / total for code, share in shares.items()}


@dataclass(frozen=True, slots=True)
class Prepared:
    """Examples as counts of n-grams (examples, BUCKETS); and what strategy and term file say of each code likewise."""

    examples: tuple[Example, ...]
    counts: npt.NDArray[np.float64]
    own_codes: tuple[str, ...]
    own_counts: npt.NDArray[np.float64]


def prepare(subject: Subject, terms: TermFile, examples: Sequence[Example]) -> Prepared:
    """Count the n-grams of every example once."""
    labelled = {code for example in examples for code in example.shares}
    own = {area.code: area_text(area) for area in subject.areas}
    words: dict[str, list[str]] = {}
    for term in terms.terms:
        if term.language == "sv" and (term.of in own or term.of in labelled):
            words.setdefault(term.of, []).append(term.words)
    codes = tuple(sorted({*own, *words}))
    own_counts = [_counts(" ".join([own.get(code, ""), *words.get(code, [])])) for code in codes]
    return Prepared(tuple(examples), np.array([_counts(example.text) for example in examples]), codes, np.array(own_counts))


def near_copies(prepared: Prepared) -> dict[str, frozenset[str]]:
    """For each example those that are nearly the same text (cosine of n-grams above `NEAR_COPY`), itself among them, and theirs in turn.

    A text is no test of a model that has seen its twin: registers hold stages and boilerplate many times over.
    """
    rarity = np.log((1 + len(prepared.counts)) / (1 + (prepared.counts > 0).sum(axis=0))) + 1
    rows = np.array([unit(row * rarity) for row in prepared.counts])
    ids = [example.id for example in prepared.examples]
    groups = {key: {key} for key in ids}
    for one, other in np.argwhere(np.triu(rows @ rows.T > NEAR_COPY, 1)):
        if groups[ids[one]] is not groups[ids[other]]:
            groups[ids[one]] |= groups[ids[other]]
            groups.update(dict.fromkeys(groups[ids[one]], groups[ids[one]]))
    return {key: frozenset(group) for key, group in groups.items()}


def _counts(text: str) -> Vector:
    return counts_of(fold(text).split())


def fit(prepared: Prepared, without: Collection[str] = (), about: Mapping[str, Any] | None = None) -> Model:
    """A model fitted on the prepared examples, except those whose id is in `without`."""
    from sklearn.linear_model import LogisticRegression

    kept = [number for number, example in enumerate(prepared.examples) if example.id not in without]
    counts = prepared.counts[kept]
    rarity = np.log((1 + len(kept)) / (1 + (counts > 0).sum(axis=0))) + 1
    rows = np.array([unit(row * rarity) for row in np.vstack([counts, prepared.own_counts])])
    space, back = _spanned(rows)
    places, codes, weights = _weighed_pairs([prepared.examples[number].shares for number in kept], prepared.own_codes)
    fitted = LogisticRegression(C=PENALTY_INVERSE, max_iter=500)
    fitted.fit(space[places], codes, sample_weight=weights)
    return Model(
        classes=tuple(str(code) for code in fitted.classes_),
        weights=(SHARPNESS * np.asarray(fitted.coef_) @ back @ rows).astype(np.float32),
        bias=(SHARPNESS * _as_if_equally_common(fitted, codes, weights)).astype(np.float32),
        rarity=rarity.astype(np.float32),
        about=dict(about or {}),
    )


def _as_if_equally_common(fitted: Any, codes: Sequence[str], weights: Sequence[float]) -> npt.NDArray[np.float64]:
    """The intercepts without what tells only how common a code is among the examples: a register of one fund is no picture of all texts."""
    masses = dict.fromkeys(fitted.classes_, 0.0)
    for code, weight in zip(codes, weights, strict=True):
        masses[code] += weight
    return np.asarray(fitted.intercept_) - np.log(np.array([masses[code] for code in fitted.classes_]) / sum(masses.values()))


def _spanned(rows: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """(the rows in coordinates of the space that they span, what turns weights there into weights on the rows)."""
    values, vectors = np.linalg.eigh(rows @ rows.T)
    kept = values > _LEAST_EIGENVALUE
    roots = np.sqrt(values[kept])
    return vectors[:, kept] * roots, (vectors[:, kept] / roots).T


def _weighed_pairs(shares: Sequence[Mapping[str, float]], own: Sequence[str]) -> tuple[list[int], list[str], list[float]]:
    """Each code of each example as a case of its own, weighed by its share; then the own texts."""
    triples = [(number, code, share) for number, one in enumerate(shares) for code, share in one.items()]
    triples += [(len(shares) + number, code, WEIGHT_OF_OWN_TEXTS) for number, code in enumerate(own)]
    places, codes, weights = zip(*triples, strict=True)
    return list(places), list(codes), list(weights)


@dataclass(frozen=True, slots=True)
class Change:
    """A text that two models put first in different places; `accepted` tells which of them the label bears out."""

    id: str
    before: str
    after: str
    accepted: frozenset[str]


def changes_between(before: Model, after: Model, examples: Sequence[Example]) -> list[Change]:
    """What a new model would change among labelled texts: to be looked at before it takes the other's place."""
    firsts = [tuple(_first(shares_by(model, example.text)) for model in (before, after)) for example in examples]
    return [
        Change(example.id, one, other, example.accepted) for example, (one, other) in zip(examples, firsts, strict=True) if one != other
    ]


def _first(shares: Mapping[str, float]) -> str:
    return max(shares, key=lambda code: (shares[code], code))
