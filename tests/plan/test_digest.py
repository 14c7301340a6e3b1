"""The five most important things: which, in which order, and only what the reader may see."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from plan.plan_made import COUNTY, ROAD, SHOP, book, changed, take_in
from samhandling.ground.said import same
from samhandling.ground.viewer import OPERATOR, Role, Viewer, ViewerKind
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import change
from samhandling.plan.actions.publishing import publish, share
from samhandling.plan.digest import Interest, Span, news_of
from samhandling.plan.digest_before import then_and_now
from samhandling.plan.queries import initiative
from samhandling.plan.rules.digest import MOST, OF_A_KIND, News, NewsKind, most_important

TODAY = timezone.localdate()
AREAS = Interest(frozenset({"A1a"}), frozenset())
ROADS = Viewer(ViewerKind.PERSON, 7, frozenset({Role.CONTRIBUTOR}), frozenset({"region-exempel"}))
news = st.builds(
    News,
    kind=st.sampled_from(NewsKind),
    said=st.text(min_size=1, max_size=3).map(same),
    page=st.just("start"),
    code=st.just(""),
    day=st.dates(date(2026, 1, 1), date(2026, 1, 9)),
    is_own=st.booleans(),
)


@given(st.lists(news, max_size=20))
def test_it_chooses_at_most_five_and_lets_no_kind_shut_another_out(every: list[News]) -> None:
    chosen = most_important(every)
    assert len(chosen) == min(MOST, len(set(every)))
    assert set(chosen) <= set(every)
    assert [one.kind for one in chosen] == sorted(one.kind for one in chosen)
    counts = {kind: sum(one.kind is kind for one in chosen) for kind in NewsKind}
    left = [one for one in set(every) if one not in chosen]
    if any(count > OF_A_KIND for count in counts.values()):
        assert all(counts[one.kind] >= OF_A_KIND for one in left)


@given(st.lists(news, max_size=20), st.randoms())
def test_the_order_that_things_are_told_in_decides_nothing(every: list[News], chance: Any) -> None:
    mixed = list(every)
    chance.shuffle(mixed)
    assert most_important(mixed) == most_important(every)


def test_ones_own_goes_before_what_is_later() -> None:
    own = News(NewsKind.NEW, same("min"), "start", "", date(2026, 1, 1), is_own=True)
    others = [News(NewsKind.NEW, same(f"annan {day}"), "start", "", date(2026, 1, day)) for day in range(2, 9)]
    assert most_important([*others, own])[0] == own


@pytest.fixture
def plan(county: str) -> datetime:
    """Two initiatives, known for long; gives the moment after which everything is news."""
    end = (TODAY + timedelta(days=400)).isoformat()
    take_in(book(changed(ROAD, end=end), changed(SHOP, end=end)))
    return timezone.now()


def since(moment: datetime, until: datetime | None = None, interest: Interest = AREAS, viewer: Viewer = OPERATOR) -> list[News]:
    before, after = then_and_now(COUNTY, moment, seen_by=viewer)
    return news_of(COUNTY, interest, Span(moment, until or timezone.now()), before, after, seen_by=viewer)


def told(moment: datetime, viewer: Viewer = OPERATOR, interest: Interest = AREAS) -> list[tuple[str, str]]:
    return sorted((one.kind.name, one.code) for one in since(moment, None, interest, viewer))


def save(code: str, **values: Any) -> None:
    version = initiative(code, of_strategy=COUNTY, seen_by=OPERATOR).version
    change(code, values, strategy=COUNTY, by=OPERATOR, version=version)


def test_nothing_new_is_nothing(plan: datetime) -> None:
    assert told(plan) == []


def test_it_tells_what_is_new_late_and_ending(plan: datetime) -> None:
    activity = {"id": "a1", "title": "Provkör", "kind": "activity", "start": None, "end_precision": "day", "done": None, "responsible": ""}
    save("A1", activities=[{**activity, "end": (TODAY - timedelta(days=2)).isoformat()}])
    save("A2", end=(TODAY + timedelta(days=60)).isoformat())
    share_ = {"focus_area": "A1a", "share": "1", "aspects": [], "source": "person", "confirmed": False}
    code = add_initiative({"title": "Cykla", "basis": "judged", "shares": [share_]}, strategy=COUNTY, by=OPERATOR)
    assert told(plan) == [("ENDS", "A2"), ("LATE", "A1"), ("NEW", code)]


def test_other_focus_areas_are_not_told_of(plan: datetime) -> None:
    save("A2", end=(TODAY + timedelta(days=60)).isoformat())
    assert told(plan, interest=Interest(frozenset({"B2a"}), frozenset())) == []
    assert told(plan, interest=Interest(frozenset({"B2a"}), frozenset({"are-kommun"}))) == [("ENDS", "A2")]


def test_what_was_near_already_is_not_told_again(plan: datetime) -> None:
    save("A2", end=(TODAY + timedelta(days=60)).isoformat())
    assert [one.kind for one in since(plan)] == [NewsKind.ENDS]
    told_until = timezone.now()
    assert since(told_until) == []
    assert since(told_until, told_until + timedelta(days=7)) == []


def test_what_comes_near_by_itself_is_told_when_it_does(plan: datetime) -> None:
    save("A2", end=(TODAY + timedelta(days=190)).isoformat())
    told_until = timezone.now()
    assert since(told_until) == []
    later = since(told_until, told_until + timedelta(days=28))
    assert [(one.kind, one.code) for one in later] == [(NewsKind.ENDS, "A2")]


def test_a_list_that_was_fetched_long_ago_is_news_when_it_is_read_in(plan: datetime) -> None:
    old = ("A3", "Gammal nyhet", "Region Exempel", "2025-01-01", "", None, "", "A1a", "", "")
    take_in(book(ROAD, SHOP, old, file="gammal.csv"), source="En annan lista", fetched=TODAY - timedelta(days=300))
    assert [one.said.sv for one in since(plan) if one.kind is NewsKind.NEW and "Gammal" in one.said.sv] == ["Ny insats: Gammal nyhet."]


def test_a_contributor_is_not_told_of_others_working_material(plan: datetime) -> None:
    share(COUNTY, by=OPERATOR)
    plan = timezone.now()
    save("A2", end=(TODAY + timedelta(days=60)).isoformat(), openness="internal")
    assert told(plan, ROADS) == []
    save("A1", end=(TODAY + timedelta(days=60)).isoformat())
    assert told(plan, ROADS) == [("ENDS", "A1")]


def test_a_contributor_is_told_of_others_once_it_is_shared(plan: datetime) -> None:
    share(COUNTY, by=OPERATOR)
    moment = timezone.now()
    save("A2", end=(TODAY + timedelta(days=60)).isoformat())
    assert told(moment, ROADS) == []
    share(COUNTY, by=OPERATOR)
    assert told(moment, ROADS) == [("ENDS", "A2")]


def test_it_tells_of_comments_but_not_of_ones_own(plan: datetime) -> None:
    share(COUNTY, by=OPERATOR)
    comment("A1", "wrong", "Fel dag.", strategy=COUNTY, by=ROADS, version=initiative("A1", of_strategy=COUNTY, seen_by=OPERATOR).version)
    assert ("SAID", "A1") in told(plan)
    assert ("SAID", "A1") not in told(plan, ROADS)


def test_it_tells_of_a_published_picture(plan: datetime) -> None:
    publish(COUNTY, by=OPERATOR)
    assert told(plan) == [("PUBLISHED", "")]
