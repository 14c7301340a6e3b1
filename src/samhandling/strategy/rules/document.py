"""What a strategy file holds. This model is the truth; the JSON Schema beside it is generated from it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from samhandling.ground.said import Said

StrategyId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
NodeId = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", max_length=80)]
Words = Annotated[str, Field(min_length=1)]
Weight = Annotated[Decimal, Field(ge=0, le=1, decimal_places=6)]


class Part(BaseModel):
    """A piece of the file: unknown keys are faults, nothing is changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, str_strip_whitespace=True)


class Text(Part):
    """A text in Swedish and, where there is one, in English."""

    sv: Words
    en: str = ""

    @property
    def said(self) -> Said:
        """Both languages; the Swedish text stands in where there is no English one."""
        return Said(self.sv, self.en or self.sv)


class Validity(Part):
    """The first and the last day that the edition is in force."""

    first: date = Field(alias="from")
    last: date | None = Field(default=None, alias="to")


class Level(Part):
    """One level of the tree, in its owner's words. Levels stand in order from the top."""

    id: NodeId
    name: Text
    plural: Text | None = None
    focus: bool = False
    aspect: bool = False


class Link(Part):
    """A tie to a node of another document. `weight`: 1 its main direction, near 0 a faint tie."""

    framework: StrategyId
    node: NodeId
    kind: Literal["contributes", "depends"] = "contributes"
    weight: Weight = Decimal(1)


class Aspect(Part):
    """One of the things that a focus area's intention consists of. The names stand directly in it: they are short."""

    id: NodeId
    sv: Words
    en: str = ""
    aliases: tuple[Words, ...] = ()

    @property
    def name(self) -> Text:
        """The names as a text."""
        return Text(sv=self.sv, en=self.en)


class Node(Part):
    """One node of the tree: an area, a focus area, a priority, a goal. Its id is never given to another.

    `name` is the strategy's own, `short` a shorter one for tables, `summary` the intention in the file's own words,
    `aliases` other wordings that people and sources use, `indicators` the ids of series that follow it.
    """

    id: NodeId
    level: Words
    parent: Words | None = None
    name: Text
    short: Text | None = None
    goal: Text | None = None
    summary: Text | None = None
    aliases: tuple[Words, ...] = ()
    indicators: tuple[Words, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    links: tuple[Link, ...] = ()


class Prerequisite(Part):
    """Something that the strategy rests on but does not itself deal with."""

    id: NodeId
    name: Text
    summary: Text | None = None
    aliases: tuple[Words, ...] = ()
    links: tuple[Link, ...] = ()


class ModelPart(Part):
    """One part of a model."""

    id: NodeId
    sv: Words
    en: str = ""


class Model(Part):
    """A picture of how things act on one another: its name and its parts."""

    id: NodeId
    name: Text
    summary: Text | None = None
    parts: tuple[ModelPart, ...]


class Step(Part):
    """A step on the way from a first talk to work that is done together, with the question that it answers."""

    id: NodeId
    name: Text
    question: Text


class Role(Part):
    """Something that somebody must do when the strategy is carried out."""

    id: NodeId
    name: Text


class StrategyDocument(Part):
    """A strategy, or a framework that strategies are tied to, in one edition."""

    id: StrategyId
    kind: Literal["strategy", "framework"]
    edition: Annotated[str, Field(min_length=1, max_length=80)]
    place: str | None = None
    source: str = ""
    title: Text
    owner: Text
    valid: Validity | None = None
    note: Text | None = None
    bound: tuple[Text, ...] = ()
    guided: tuple[Text, ...] = ()
    levels: tuple[Level, ...] = Field(min_length=1)
    nodes: tuple[Node, ...] = Field(min_length=1)
    prerequisites: tuple[Prerequisite, ...] = ()
    models: tuple[Model, ...] = ()
    steps: tuple[Step, ...] = ()
    roles: tuple[Role, ...] = ()

    @property
    def focus_level(self) -> str:
        """The id of the level that everything hangs on."""
        return next(level.id for level in self.levels if level.focus)

    @property
    def aspect_level(self) -> str | None:
        """The id of the level of aspects, where there is one."""
        return next((level.id for level in self.levels if level.aspect), None)

    @property
    def focus_areas(self) -> tuple[Node, ...]:
        """The nodes of the focus level, in the order of the file."""
        return tuple(node for node in self.nodes if node.level == self.focus_level)

    def entries(self) -> Iterator["Entry"]:
        """Every node and every aspect as one list, a focus area before its aspects."""
        for node in self.nodes:
            yield Entry(
                id=node.id,
                level=node.level,
                parent=node.parent,
                name=node.name,
                short=node.short,
                goal=node.goal,
                summary=node.summary,
                aliases=node.aliases,
            )
            for aspect in node.aspects:
                level = self.aspect_level or ""
                yield Entry(id=aspect.id, level=level, parent=node.id, name=aspect.name, aliases=aspect.aliases)

    def canonical(self) -> dict[str, object]:
        """The content as plain JSON values, the same for two files that say the same."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @property
    def checksum(self) -> str:
        """SHA-256 (hex) of the content; spaces, comments and the order of keys do not change it."""
        text = json.dumps(self.canonical(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class Entry(Part):
    """A node or an aspect, seen alike."""

    id: str
    level: str
    parent: str | None = None
    name: Text
    short: Text | None = None
    goal: Text | None = None
    summary: Text | None = None
    aliases: tuple[str, ...] = ()


def schema_text() -> str:
    """The JSON Schema of a strategy file, as it is committed."""
    return json.dumps(StrategyDocument.model_json_schema(by_alias=True), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
