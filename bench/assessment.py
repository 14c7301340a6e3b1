"""How well the contribution check reads, and how fast: measured on labelled texts that were held out, with intervals.

Usage: python bench/assessment.py SHARED_DATA [--fit FILE] [--without IDS] [--tuning] [--themes] [--speed]
SHARED_DATA is the folder with assess/, portfolio/ and erdf/. The readers' labels are left out one at a time.
--fit writes a new model (FILE.npz, FILE.json) fitted on everything, without the ids in the file IDS (one a line).
--tuning reports on the portfolio and our own labels by tenfold cross-validation instead: the only numbers to choose settings by.
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from samhandling.assessment import shipping
from samhandling.assessment.rules.engine import Reader, assess, reader_of, signals_of
from samhandling.assessment.rules.likeness import likeness_to
from samhandling.assessment.rules.model import packed
from samhandling.assessment.rules.subject import Subject
from samhandling.assessment.rules.subjects import subject_of
from samhandling.assessment.training import Example, Prepared, examples_in, fit, near_copies, prepare
from samhandling.strategy.rules.shipped import read_shipped

STRATEGY = "sormland-naringsliv-2022"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said of one text: the focus areas most first, and whether it was refused as contributing to none."""

    example: Example
    ranked: tuple[str, ...]
    refused: bool
    sureness: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's interval at 95 %."""

    hits: int
    of: int

    def __str__(self) -> str:
        low, high = wilson(self.hits, self.of)
        return f"{self.hits:3}/{self.of:<3} {self.hits / self.of:6.1%}  ({low:.0%}-{high:.0%})" if self.of else "  -"


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval for a share."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, z * z / of
    middle, half = share + square / 2, z * math.sqrt(share * (1 - share) / of + square / (4 * of))
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


def summary(outcomes: Sequence[Outcome]) -> dict[str, Share]:
    """First choice, within three, none found, others refused."""
    some = [one for one in outcomes if one.example.accepted]
    none = [one for one in outcomes if not one.example.accepted]
    return {
        "first choice": Share(sum(bool(one.ranked) and one.ranked[0] in one.example.accepted for one in some), len(some)),
        "within three": Share(sum(not one.example.accepted.isdisjoint(one.ranked[:3]) for one in some), len(some)),
        "none found": Share(sum(one.refused for one in none), len(none)),
        "others refused": Share(sum(one.refused for one in some), len(some)),
    }


def subject_here() -> Subject:
    """The shipped strategy."""
    return subject_of(read_shipped(STRATEGY), read_shipped)


def ranked(shares: Mapping[str, float], areas: Iterable[str]) -> tuple[str, ...]:
    """Focus areas, most first."""
    codes = set(areas)
    return tuple(sorted((code for code in shares if code in codes), key=lambda code: (-shares[code], code)))


def read(reader: Reader, example: Example) -> Outcome:
    """The whole engine on one text: what it tells, and what it would have told had it not refused."""
    answer = assess(reader, example.text)
    told = tuple(area.id for area in answer.focus_areas)
    order = told or ranked(signals_of(reader, example.text).weighed.together, [area.code for area in reader.subject.areas])
    sureness = answer.focus_areas[0].sureness if answer.focus_areas else ""
    return Outcome(example, order, answer.verdict != "contributes", sureness)


def by_signal(reader: Reader, example: Example, signal: str) -> Outcome:
    """One signal alone: the terms, or the n-grams."""
    weighed = signals_of(reader, example.text).weighed
    shares = weighed.terms if signal == "terms" else weighed.second
    first = max(shares, key=lambda code: shares[code]) if shares else ""
    codes = {area.code for area in reader.subject.areas}
    return Outcome(example, ranked(shares, codes), first not in codes)


def baseline(subject: Subject, examples: Sequence[Example]) -> list[Outcome]:
    """Character n-grams against the strategy's own texts, and nothing else."""
    likeness = likeness_to(subject)
    codes = [area.code for area in subject.areas]
    return [Outcome(one, ranked(likeness.cosines(one.text), codes), False) for one in examples]


def leave_one_out(subject: Subject, prepared: Prepared) -> tuple[list[Outcome], list[Outcome]]:
    """(together, the n-grams of the model alone) on the readers' texts, each read by a model that has seen neither it nor a near copy."""
    terms, near = shipping.shipped_terms(subject), near_copies(prepared)
    together, alone = [], []
    for example in (one for one in prepared.examples if one.source == "readers"):
        reader = reader_of(subject, terms, fit(prepared, near[example.id]), shipping.parts())
        together.append(read(reader, example))
        alone.append(by_signal(reader, example, "grams"))
    return together, alone


def tenfold(subject: Subject, prepared: Prepared) -> list[Outcome]:
    """The portfolio and our own labels, each read by a model fitted on nine tenths of them: no reader's text, and no near copy of it."""
    terms, near = shipping.shipped_terms(subject), near_copies(prepared)
    readers = {one.id for one in prepared.examples if one.source == "readers"}
    rest = [one for one in prepared.examples if one.id not in readers]
    groups = sorted({min(near[one.id]) for one in rest})
    fold_of = dict(zip(groups, np.random.default_rng(1).permutation(len(groups)) % 10, strict=True))
    outcomes = []
    for fold in range(10):
        held = [one for one in rest if fold_of[min(near[one.id])] == fold]
        model = fit(prepared, readers.union(*(near[one.id] for one in held)))
        reader = reader_of(subject, terms, model, shipping.parts())
        outcomes += [read(reader, one) for one in held]
    return outcomes


def show(name: str, outcomes: Sequence[Outcome]) -> None:
    print(f"\n{name}")
    for what, share in summary(outcomes).items():
        print(f"  {what:16}{share}")


def show_sureness(outcomes: Sequence[Outcome]) -> None:
    for level in ("high", "medium", "low"):
        some = [one for one in outcomes if one.sureness == level and one.example.accepted]
        print(f"  sureness {level:8}{Share(sum(one.ranked[0] in one.example.accepted for one in some), len(some))}")


def misses(outcomes: Sequence[Outcome]) -> None:
    for one in outcomes:
        if (one.ranked[0] not in one.example.accepted or one.refused) if one.example.accepted else not one.refused:
            wanted = "/".join(sorted(one.example.accepted)) or "none"
            print(
                f"  {one.example.id}  wanted {wanted:8} read {' '.join(one.ranked[:3])}{' refused' if one.refused else ''} {one.sureness}"
            )


def themes(shared: Path) -> None:
    """The register's own labels: thematic objective, six classes, five-fold. Our hashed n-grams with the same sort of fit."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    from samhandling.assessment.rules.grams import counts_of, unit
    from samhandling.assessment.training import _rows
    from samhandling.language.text import fold

    rows = _rows(shared / "erdf" / "se_erdf_projektbanken_2014_2020.csv", "utf-8-sig")
    counts = np.array([counts_of(fold(f"{row['projektnamn']} {row['projektbeskrivning']}").split()) for row in rows])
    wanted = np.array([row["tematiskt_mål"] for row in rows])
    right = 0
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(counts, wanted):
        rarity = np.log((1 + len(train)) / (1 + (counts[train] > 0).sum(axis=0))) + 1
        x = np.array([unit(row * rarity) for row in counts])
        kernel = x @ x[train].T
        fitted = LogisticRegression(C=30, max_iter=1000).fit(kernel[train], wanted[train])
        right += int((fitted.predict(kernel[test]) == wanted[test]).sum())
    print(f"\nthematic objective, six classes, five-fold: {Share(right, len(rows))}")


def speed(subject: Subject, examples: Sequence[Example]) -> None:
    reader = reader_of(subject, shipping.shipped_terms(subject), shipping.shipped_model(STRATEGY), shipping.parts())
    text = next(one.text for one in examples if len(one.text) >= 1500)[:1500]
    assess(reader, text)
    times = [timed(lambda: assess(reader, text)) for _ in range(20)]
    print(f"\n1,500 characters: median {sorted(times)[10] * 1000:.1f} ms, slowest of 20 {max(times) * 1000:.1f} ms")
    long = "\n\n".join(one.text for one in examples)
    print(f"{len(examples)} texts: {timed(lambda: [assess(reader, one.text) for one in examples]):.2f} s")
    print(f"one text of {len(long)} characters: {timed(lambda: assess(reader, long)):.2f} s")


def timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def write_model(prepared: Prepared, target: Path, without: frozenset[str]) -> None:
    """Fit on everything but `without`, and write the two files."""
    import sklearn

    used = [one for one in prepared.examples if one.id not in without]
    sources = {source: sum(one.source == source for one in used) for source in ("portfolio", "own", "readers")}
    version = target.name.rsplit(".", 1)[-1]
    about = {
        "strategy": STRATEGY,
        "version": version,
        "fitted": datetime.now(UTC).date().isoformat(),
        "scikit_learn": sklearn.__version__,
        "examples": sources,
        "ids": sorted(one.id for one in used),
        "left_out": sorted(without),
    }
    data, told = packed(fit(prepared, without, about))
    target.with_name(target.name + ".npz").write_bytes(data)
    target.with_name(target.name + ".json").write_text(told, "utf-8")
    print(f"{target}: {len(used)} texts {json.dumps(sources)}, {len(data):,} bytes")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("shared", type=Path)
    asked.add_argument("--fit", type=Path)
    asked.add_argument("--without", type=Path)
    asked.add_argument("--tuning", action="store_true")
    asked.add_argument("--themes", action="store_true")
    asked.add_argument("--speed", action="store_true")
    given = asked.parse_args()
    subject = subject_here()
    terms = shipping.shipped_terms(subject)
    examples = examples_in(given.shared)
    if terms is None:
        sys.exit("no term file")
    if given.themes:
        return themes(given.shared)
    if given.speed:
        return speed(subject, examples)
    prepared = prepare(subject, terms, examples)
    if given.fit:
        left_out = frozenset(given.without.read_text().split()) if given.without else frozenset()
        return write_model(prepared, given.fit, left_out)
    if given.tuning:
        outcomes = tenfold(subject, prepared)
        show("Tenfold on the portfolio and our own labels", outcomes)
        show_sureness(outcomes)
        return misses(outcomes)
    readers = [one for one in examples if one.source == "readers"]
    show("N-grams against the strategy's own texts", baseline(subject, readers))
    without_model = reader_of(subject, terms, None, shipping.parts())
    show("Term file alone", [by_signal(without_model, one, "terms") for one in readers])
    show("Term file and likeness, no model", [read(without_model, one) for one in readers])
    together, alone = leave_one_out(subject, prepared)
    show("Model's n-grams alone, leave-one-out", alone)
    show("Together, leave-one-out", together)
    show_sureness(together)
    misses(together)
    return None


if __name__ == "__main__":
    main()
