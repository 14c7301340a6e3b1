"""A form's texts, and what reading them gives: plain values for the groups that were changed, and every fault at its field."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Language, Said
from samhandling.language.text import fold
from samhandling.plan.rules.cells import Found, Value
from samhandling.plan.rules.form.unclear import asked_again
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.world import World

Texts = Mapping[str, Sequence[str]]
"""What stands in a form, by the name of the field; a field may be sent several times."""

LONGEST = 20_000
"""Characters of one field; nothing that is read here is longer."""


@dataclass(frozen=True)
class Around:
    """What a form is read by: the language it is written in, the strategy's parts, the actors by name.

    `aspects`: focus area → its aspects. `keep`: actors of which one must stay, so that nobody shuts the door on themselves.
    """

    language: Language
    today: str
    world: World
    aspects: Mapping[str, Sequence[str]] = field(default_factory=dict)
    roles: Sequence[str] = ()
    steps: Sequence[str] = ()
    keep: Collection[str] = ()

    @property
    def names(self) -> dict[str, str]:
        """Actor → the name that it goes by."""
        return {actor.id: actor.names[0] for actor in self.world.actors}

    @property
    def ids(self) -> dict[str, str]:
        """Folded name → actor; the official name goes before what others are also called."""
        found: dict[str, str] = {}
        for actors in ([(actor.names[:1], actor.id) for actor in self.world.actors], [(a.names[1:], a.id) for a in self.world.actors]):
            for names, code in actors:
                for name in names:
                    found.setdefault(fold(name), code)
        return found


@dataclass
class Reading:
    """What has been read so far."""

    values: Plain = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, field_: str, read: str, expected: Said, way_out: Said) -> None:
        """Something at a field that cannot be read."""
        self.faults.append(Fault(Location(column=field_), read[:80], expected, way_out))

    def clear(self, found: Found[Value], field_: str, text: str) -> Value:
        """A cell's reading without room for doubt: what is unclear is a fault at its field."""
        if found.wrong:
            self.wrong(field_, text, found.wrong.expected, found.wrong.way_out)
        elif found.unclear:
            expected, way_out = asked_again(found.unclear, text)
            self.wrong(field_, text, expected, way_out)
        return found.value


def one(texts: Texts, name: str) -> str:
    """The text of a field, without spaces around; empty where it was not sent."""
    return tidy(texts[name][-1]) if texts.get(name) else ""


def many(texts: Texts, name: str) -> list[str]:
    """Every text of a field that was sent several times, without the empty ones."""
    return [text for raw in texts.get(name, ()) if (text := tidy(raw))]


def tidy(text: str) -> str:
    """Line ends as they are stored, no null characters, no spaces around, no endless text."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST]


def same_texts(texts: Texts, before: Texts, names: Iterable[str]) -> bool:
    """Nobody has touched these fields. What stands in them is then left as it is, however exactly it is known."""
    return all(many(texts, name) == many(before, name) for name in names)


def names_like(texts: Texts, before: Texts, *stems: str) -> list[str]:
    """The names of the fields of a group: the stems themselves, and those that a stem and a hyphen begin."""
    heads = tuple(f"{stem}-" for stem in stems)
    return sorted(name for name in {*texts, *before} if name in stems or name.startswith(heads))
