"""What is known before a file is read: the strategy's focus areas, the actors, the county, other frameworks."""

from collections.abc import Iterable
from dataclasses import dataclass

from samhandling.ground.places import PlaceCode
from samhandling.language.text import fold


@dataclass(frozen=True, slots=True)
class FocusAreaName:
    """A focus area: its code in the strategy, its name and other names, in both languages."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorName:
    """An actor: its id, its official name and other names."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameworkName:
    """Another goal tree that a cell may speak of ("RUS"), so that its numbers are not taken for focus areas."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """Handed in by whoever reads a file. `default_county` is what "the whole county" means."""

    focus_areas: tuple[FocusAreaName, ...]
    actors: tuple[ActorName, ...] = ()
    default_county: PlaceCode | None = None
    frameworks: tuple[FrameworkName, ...] = ()


def squash(text: str) -> str:
    """Folded, without spaces: for names that a system has glued together."""
    return fold(text).replace(" ", "")


def one_letter_off(text: str) -> Iterable[str]:
    """The text and each text with one letter left out.

    Two words that share one of these differ by a letter too many, too few, changed or swapped with its neighbour.
    """
    yield text
    for index in range(len(text)):
        yield text[:index] + text[index + 1 :]
