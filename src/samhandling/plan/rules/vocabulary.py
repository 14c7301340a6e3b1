"""The words that files use, as data: one TOML file a subject, in plan/data."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from samhandling.language.text import fold


@cache
def vocabulary(subject: str) -> Mapping[str, Any]:
    """The whole vocabulary of a subject ("amounts", "dates", ...), as it stands in its file."""
    return tomllib.loads(files("samhandling.plan").joinpath("data", f"{subject}.toml").read_text("utf-8"))


@cache
def words(subject: str, key: str) -> tuple[str, ...]:
    """A list of words, in the file's order."""
    return tuple(vocabulary(subject)[key])


@cache
def word_set(subject: str, key: str) -> frozenset[str]:
    """A list of words for comparing with `text.casefold()`."""
    return frozenset(word.casefold() for word in words(subject, key))


@cache
def folded_set(subject: str, key: str) -> frozenset[str]:
    """A list of words for comparing with folded text."""
    return frozenset(fold(word) for word in words(subject, key))


@cache
def by_word(subject: str, key: str) -> Mapping[str, str]:
    """A table of lists turned round: folded word → the name that it stands under."""
    table = vocabulary(subject)[key]
    return {fold(word): name for name, listed in table.items() for word in listed}


def alternatives(listed: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))
