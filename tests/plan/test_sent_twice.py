"""A button pressed twice, a form sent again with the way back: one idea, one comment, one picture, one letter to each."""

from collections.abc import Callable
from typing import Any

import pytest

from samhandling.ground.viewer import OPERATOR, Role, Viewer, ViewerKind
from samhandling.office.models import Event
from samhandling.plan import twice
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import change
from samhandling.plan.actions.publishing import publish, share
from samhandling.plan.models import Comment, Initiative, Publication
from samhandling.plan.queries import initiative

pytestmark = pytest.mark.django_db
EVA = Viewer(ViewerKind.PERSON, 7, frozenset({Role.STRATEGIST}))
OTHER = Viewer(ViewerKind.PERSON, 8, frozenset({Role.STRATEGIST}))
PROGRAM = Viewer(ViewerKind.TOKEN, 7, frozenset({Role.STRATEGIST}))
IDEA: dict[str, Any] = {"title": "En buss till byn", "purpose_sv": "Ingen kommer dit.", "owners": ["are-kommun"]}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the time pass in which the same thing is meant once."""
    return lambda: monkeypatch.setattr(twice, "WITHIN", -twice.WITHIN)


def idea(strategy: str, by: Viewer = EVA, **other: Any) -> str:
    return add_initiative({**IDEA, **other}, strategy=strategy, by=by)


def test_the_same_idea_sent_twice_is_one(county: str, later: Callable[[], None]) -> None:
    code = idea(county)
    events = Event.objects.count()
    assert idea(county) == code
    assert Event.objects.count() == events
    others = [idea(county, purpose_sv="Annat."), idea(county, OTHER), idea(county, PROGRAM), idea(county, OPERATOR)]
    assert len({code, *others}) == 5
    change(code, {"title": "En buss"}, strategy=county, by=EVA, version=1)
    assert idea(county) not in (code, *others)
    later()
    before = Initiative.objects.count()
    idea(county)
    assert Initiative.objects.count() == before + 1


def test_the_same_words_sent_twice_are_one_comment(county: str, later: Callable[[], None]) -> None:
    code = idea(county)
    first = comment(code, "wrong", "Fel år.", strategy=county, by=EVA)
    assert comment(code, "wrong", " Fel år. ", strategy=county, by=EVA) == first
    assert comment(code, "wrong", "Fel namn.", strategy=county, by=EVA) != first
    later()
    assert comment(code, "wrong", "Fel år.", strategy=county, by=EVA) != first
    assert Comment.objects.count() == 3


@pytest.mark.parametrize("act", [publish, share], ids=["publish", "share"])
def test_a_picture_is_made_once_however_often_the_button_is_pressed(county: str, later: Callable[[], None], act: Any) -> None:
    code = idea(county)
    made = act(county, by=EVA, note="Nytt")
    assert act(county, by=EVA, note="Nytt ") == made
    assert Publication.objects.count() == 1
    assert act(county, by=OTHER, note="Nytt").id != made.id
    second = act(county, by=EVA, note="Nytt").id
    version = initiative(code, of_strategy=county, seen_by=OPERATOR).version
    change(code, {"title": "En annan buss"}, strategy=county, by=EVA, version=version)
    assert act(county, by=EVA, note="Nytt").id != second
    later()
    act(county, by=EVA, note="Nytt")
    assert Publication.objects.count() == 5
