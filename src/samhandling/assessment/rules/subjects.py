"""A strategy document as the subject that texts are held against."""

from collections.abc import Callable

from samhandling.assessment.rules.subject import Area, Aspect, Prerequisite, Priority, Subject
from samhandling.ground.said import Said
from samhandling.strategy.rules.document import Prerequisite as DocumentPrerequisite
from samhandling.strategy.rules.document import StrategyDocument, Text

FindFramework = Callable[[str], StrategyDocument | None]


def subject_of(document: StrategyDocument, framework: FindFramework) -> Subject:
    """The document's focus areas and prerequisites; a prerequisite's priority is looked up in the frameworks that `framework` finds."""
    level = next(level for level in document.levels if level.id == document.focus_level)
    return Subject(
        code=document.id,
        edition=document.edition,
        title=document.title.said,
        areas=tuple(
            Area(node.id, node.name.said, _said(node.summary), node.aliases, tuple(Aspect(one.id, one.name.said) for one in node.aspects))
            for node in document.focus_areas
        ),
        prerequisites=tuple(
            Prerequisite(one.id, one.name.said, _said(one.summary), _priority(one, framework)) for one in document.prerequisites
        ),
        level_plural=(level.plural or level.name).said,
    )


def _priority(prerequisite: DocumentPrerequisite, framework: FindFramework) -> Priority | None:
    for link in prerequisite.links:
        found = framework(link.framework)
        node = next((node for node in found.nodes if node.id == link.node), None) if found else None
        if found and node:
            level = next((level.name.said for level in found.levels if level.id == node.level), Said("", ""))
            return Priority(found.id, found.title.said, node.id, node.name.said, level)
    return None


def _said(text: Text | None) -> Said:
    return text.said if text else Said("", "")
