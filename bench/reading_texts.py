"""How long it takes to read a text of strangers and to take its words apart.

Usage: python bench/reading_texts.py [--pages 200] [FILE ...]
Measures a made PDF (every word placed by itself with its letters kerned, as typesetting programs write it; about 3,000 characters a
page) through the guarded child, start of the process included; the word list's loading; and sentences, terms and language of a text
of 1,500 characters, first and warm. Files named are read through the child too.
"""

import argparse
import random
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from os import times
from pathlib import Path
from time import perf_counter

from samhandling.files.document.limits import DOCUMENT_LIMITS
from samhandling.files.document.opening import read_text
from samhandling.language.compounds import split_compound
from samhandling.language.compounds_dictionary import word_list
from samhandling.language.detecting import detect
from samhandling.language.sentences import sentences
from samhandling.language.vocabulary import Vocabulary
from samhandling.language.vocabulary_words import words_in

WORDS = sorted(
    words_in(
        "projektet ska stärka företagens kompetensförsörjning genom yrkesutbildningar och validering i hela länet samt bidra till "
        "klimatomställning energieffektivisering digitalisering innovationsmiljöer och besöksnäringens landsbygdsutveckling där små "
        "tillverkningsföretag möter forskningsinstitut regionala testbäddar exportrådgivning generationsskiften"
    )
)
TERMS = (
    "kompetensförsörjning",
    "validering",
    "-utbildning",
    "klimatomställning",
    "energi",
    "innovation",
    "testbädd",
    "export",
    "små företag",
)
LINES, WORDS_IN_LINE = 45, 8


def text_of(chance: random.Random, characters: int) -> str:
    """Sentences of about so many characters."""
    text = ""
    while len(text) < characters:
        words = [chance.choice(WORDS) for _ in range(chance.randint(8, 20))]
        text += " ".join(words).capitalize() + ". "
    return text[:characters]


def page(chance: random.Random, number: int) -> bytes:
    """A page's compressed stream with kerned words, a running header and a page number."""
    shown = ["BT /F1 9 Tf 50 810 Td (Region Exempel) Tj 0 -20 Td"]
    for _ in range(LINES):
        words = [chance.choice(WORDS) for _ in range(WORDS_IN_LINE)]
        parts = " -250 ".join(f"({word[: len(word) // 2]}) {chance.randint(-30, 30)} ({word[len(word) // 2 :]})" for word in words)
        shown.append(f"[{parts}] TJ 0 -14 Td")
    shown.append(f"0 -20 Td ({number}) Tj ET")
    return zlib.compress("\n".join(shown).encode("cp1252"))


def measured(what: str, act: Callable[[], object], runs: int = 1) -> None:
    """Print the best of so many runs: by the clock, and in processor time of this process and its children."""
    clock, processor = min(_run(act) for _ in range(runs))
    print(f"{what}: {clock * 1000:.1f} ms by the clock, {processor * 1000:.0f} ms of processor time")


def _run(act: Callable[[], object]) -> tuple[float, float]:
    start, used = perf_counter(), sum(times()[:4])
    act()
    return perf_counter() - start, sum(times()[:4]) - used


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    asked = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "files"))
    from documents_made import plain_pdf

    chance = random.Random(1)
    # A busy machine is to be measured too, not refused.
    patient = replace(DOCUMENT_LIMITS, seconds=300.0)
    data = plain_pdf([page(chance, number) for number in range(1, asked.pages + 1)])
    measured(f"a PDF of {asked.pages} pages, {len(data) // 1000} kB, in the guarded child", lambda: read_text(data, "lång.pdf", patient), 3)
    measured("a text file of one line in the guarded child", lambda: read_text(b"hej", "kort.txt"), 3)
    for path in asked.files:
        measured(f"{path.name}", lambda path=path: read_text(path, limits=patient))  # type: ignore[misc]
    text = text_of(chance, 1_500)
    measured("the word list", word_list)
    vocabulary = Vocabulary(TERMS)
    for when in ("first", "warm"):
        measured(f"sentences of 1 500 characters, {when}", lambda: sentences(text))
        measured(f"terms of 1 500 characters, {when}", lambda: vocabulary.hits(text))
        measured(f"language of 1 500 characters, {when}", lambda: detect(text))
    unseen = {f"{one}s{other}" for one in WORDS for other in WORDS}
    measured(f"{len(unseen)} new compounds", lambda: [split_compound(word) for word in unseen])


if __name__ == "__main__":
    main()
