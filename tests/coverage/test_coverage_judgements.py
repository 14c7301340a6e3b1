"""What people judge stands beside what is computed: named, dated, kept, and taken back without a trace being lost."""

from dataclasses import replace
from datetime import date

import pytest

from regions import Region
from samhandling.coverage.actions import judge, withdraw_judgement
from samhandling.coverage.answer import as_plain
from samhandling.coverage.models import Judgement
from samhandling.coverage.queries import Coverage, CoverageQuestion, coverage
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.ground.faults import Refused
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import VISITOR
from samhandling.office.models import Event
from samhandling.office.queries import stamp

pytestmark = pytest.mark.django_db
DAY = date(2018, 6, 30)
COUNTY, FLEN = PlaceCode("04"), PlaceCode("0482")
ELSEWHERE = Judged(Verdict.HANDLED_ELSEWHERE, "Länsstyrelsen driver det.", "Nämnden", DAY, "§ 12", date(2019, 6, 30))


def ask(sormland: Region, on: date = DAY, place: PlaceCode = COUNTY, known_on: date | None = None) -> Coverage:
    return coverage(CoverageQuestion(sormland.strategy, on, place, known_on), seen_by=sormland.viewer)


def give(sormland: Region, judged: Judged = ELSEWHERE, focus_area: str = "3.4", place: PlaceCode = COUNTY) -> None:
    judge(focus_area, place, judged, strategy=sormland.strategy, by=sormland.viewer)


def test_a_judgement_stands_beside_the_status_and_does_not_change_it(sormland: Region) -> None:
    give(sormland)
    found = ask(sormland)
    assert found.judged == {"3.4": ELSEWHERE}
    assert found.picture.cell("3.4").status is Status.MISSING
    (shown,) = [area for area in as_plain(found)["focus_areas"] if area["judged"]]
    assert (shown["id"], shown["status"]) == ("3.4", "missing")
    assert shown["judged"] == {
        "verdict": "handled_elsewhere", "reason": "Länsstyrelsen driver det.", "name": "Nämnden", "date": "2018-06-30",
        "reference": "§ 12", "review": "2019-06-30",
    }  # fmt: skip


def test_a_judgement_is_of_one_place(sormland: Region) -> None:
    give(sormland, place=FLEN)
    assert ask(sormland).judged == {}
    assert set(ask(sormland, place=FLEN).judged) == {"3.4"}


def test_a_newer_judgement_stands_instead_and_the_older_still_of_its_own_day(sormland: Region) -> None:
    newer = replace(ELSEWHERE, verdict=Verdict.DISAGREE, day=date(2018, 9, 1), review=None)
    give(sormland, newer)
    give(sormland)
    assert ask(sormland, date(2018, 9, 1)).judged == {"3.4": newer}
    assert ask(sormland, date(2018, 8, 31)).judged == {"3.4": ELSEWHERE}


def test_a_judgement_does_not_stand_before_it_is_given(sormland: Region) -> None:
    give(sormland)
    assert ask(sormland, date(2018, 6, 29)).judged == {}
    assert ask(sormland, date(2018, 12, 31), known_on=date(2018, 6, 29)).judged == {}


@pytest.mark.parametrize(("on", "due"), [(date(2019, 6, 29), False), (date(2019, 6, 30), True), (date(2019, 7, 1), True)])
def test_a_judgement_is_due_for_review_from_its_review_day(sormland: Region, on: date, due: bool) -> None:
    give(sormland)
    assert ask(sormland, on).judged["3.4"].is_due(on) is due


def test_a_judgement_without_a_review_day_is_never_due() -> None:
    assert not replace(ELSEWHERE, review=None).is_due(date.max)


def test_a_withdrawn_judgement_is_gone_from_the_picture_and_kept_in_the_database(sormland: Region) -> None:
    give(sormland)
    give(sormland, replace(ELSEWHERE, day=date(2018, 7, 1)))
    withdraw_judgement("3.4", COUNTY, strategy=sormland.strategy, by=sormland.viewer)
    assert ask(sormland, date(2018, 8, 1)).judged == {}
    assert list(Judgement.objects.values_list("withdrawn", "version")) == [(True, 2), (True, 2)]
    with pytest.raises(Refused):
        withdraw_judgement("3.4", COUNTY, strategy=sormland.strategy, by=sormland.viewer)


def test_only_the_judgement_of_that_focus_area_and_place_is_withdrawn(sormland: Region) -> None:
    give(sormland)
    give(sormland, focus_area="3.5")
    give(sormland, place=FLEN)
    withdraw_judgement("3.4", COUNTY, strategy=sormland.strategy, by=sormland.viewer)
    assert set(ask(sormland).judged) == {"3.5"}
    assert set(ask(sormland, place=FLEN).judged) == {"3.4"}


def test_every_fault_is_told_at_once_and_nothing_is_written(sormland: Region) -> None:
    wrong = Judged(Verdict.DISAGREE, " ", "", DAY, review=DAY)
    with pytest.raises(Refused) as refused:
        give(sormland, wrong, "9.9", PlaceCode("9999"))
    assert [fault.read for fault in refused.value.faults] == [" ", "", "9.9", "9999", "2018-06-30"]
    assert all(fault.expected.en and fault.way_out.en for fault in refused.value.faults)
    assert not Judgement.objects.exists()
    assert not Event.objects.filter(verb="focus_area.judged").exists()


def test_a_visitor_may_not_judge_nor_withdraw(sormland: Region) -> None:
    give(sormland)
    with pytest.raises(Refused):
        judge("3.4", COUNTY, ELSEWHERE, strategy=sormland.strategy, by=VISITOR)
    with pytest.raises(Refused):
        withdraw_judgement("3.4", COUNTY, strategy=sormland.strategy, by=VISITOR)
    assert set(ask(sormland).judged) == {"3.4"}


def test_each_act_is_recorded_and_raises_the_stamp(sormland: Region) -> None:
    before = stamp()
    give(sormland)
    withdraw_judgement("3.4", COUNTY, strategy=sormland.strategy, by=sormland.viewer)
    assert stamp() == before + 2
    subject = f"{sormland.strategy} 3.4 04"
    events = Event.objects.filter(subject="focus_area", subject_id=subject).order_by("id")
    assert [event.verb for event in events] == ["focus_area.judged", "judgement.withdrawn"]
    assert events[0].changes == {"verdict": [None, "handled_elsewhere"]}
