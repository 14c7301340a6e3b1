"""What a text is held against: a strategy's focus areas and what lies around them, as plain data."""

from dataclasses import dataclass

from samhandling.ground.said import Said

NOTHING = Said("", "")
FOCUS_AREAS = Said("insatsområden", "focus areas")


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the things that a focus area's intention consists of."""

    code: str
    name: Said


@dataclass(frozen=True, slots=True)
class Area:
    """A focus area with every text that the strategy file holds about it."""

    code: str
    name: Said
    summary: Said = NOTHING
    aliases: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True, slots=True)
class Priority:
    """A node of another framework: what a text may belong to instead; `level` is what the framework calls such a node."""

    framework: str
    framework_title: Said
    code: str
    name: Said
    level: Said = NOTHING


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """Something that the strategy rests on but does not deal with; `priority` is the other framework's node for it, if any."""

    code: str
    name: Said
    summary: Said = NOTHING
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A strategy in one edition; `level_plural` is what it calls its focus areas."""

    code: str
    edition: str
    title: Said
    areas: tuple[Area, ...]
    prerequisites: tuple[Prerequisite, ...] = ()
    level_plural: Said = FOCUS_AREAS

    def area(self, code: str) -> Area:
        """The focus area with that code. Raises StopIteration where there is none."""
        return next(area for area in self.areas if area.code == code)

    def prerequisite(self, code: str) -> Prerequisite | None:
        """The prerequisite with that code, if the strategy has it."""
        return next((one for one in self.prerequisites if one.code == code), None)
