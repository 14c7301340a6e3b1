"""A strategy's rules are changed in versions: with a reason, by those who may, and every picture keeps the ones that it was made with."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from regions import Region
from samhandling.coverage.answer import as_plain, opened
from samhandling.coverage.changing_rules import LONGEST_REASON, RulesConflict, change_rules, revert_rules
from samhandling.coverage.in_force import rules_in_force, rules_now
from samhandling.coverage.models import RulesVersion, TermsStand
from samhandling.coverage.queries import CoverageQuestion, coverage, history
from samhandling.coverage.rule_effect import effect_of_terms
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.terms import read_terms, terms_of
from samhandling.ground.faults import Refused
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.models import Event
from samhandling.office.queries import stamp
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.publishing import publish, share

pytestmark = pytest.mark.django_db
DAY = date(2018, 6, 30)
OWN = default_rulebook()
STRICTER = [("few_left.threshold", "3")]
STRATEGIST = Viewer(ViewerKind.PERSON, 7, frozenset({Role.STRATEGIST}))
HOLDER = Viewer(ViewerKind.LINK, actors=frozenset({"eskilstuna-kommun"}))


def status(region: Region, viewer: Viewer, area: str = "2.4") -> Status:
    return coverage(CoverageQuestion(region.strategy, DAY), seen_by=viewer).picture.cell(area).status


def decided() -> int:
    """Versions that somebody has decided; the product's own, kept, are none of them."""
    return RulesVersion.objects.exclude(number=0).count()


def version(region: Region, viewer: Viewer) -> str:
    return rules_in_force(region.strategy, seen_by=viewer).version


def test_a_strategy_begins_with_the_product_s_own_rules(sormland: Region) -> None:
    now = rules_now(sormland.strategy, seen_by=VISITOR)
    assert (now.current.number, now.current.book, now.waiting) == (0, OWN, ())
    assert rules_in_force("no-such-strategy", seen_by=VISITOR) == OWN


def test_a_change_is_a_new_version_that_says_who_when_why_and_from_what_to_what(sormland: Region) -> None:
    row = change_rules(sormland.strategy, [*STRICTER, ("max_unjudged", "40")], " Längre fram. ", by=STRATEGIST)
    assert (row.number, row.version, row.person_id, row.reason) == (1, f"{OWN.version}.1", 7, "Längre fram.")
    assert row.changes == {"few_left.threshold": ("2", "3"), "max_unjudged": ("1/2", "2/5")}
    assert rules_now(sormland.strategy, seen_by=STRATEGIST).latest == row
    event = Event.objects.get(id=row.event)
    assert (event.verb, event.subject, event.subject_id, event.version, event.person_id) == (
        "rules.changed",
        "rules",
        sormland.strategy,
        1,
        7,
    )
    assert event.changes == {"few_left.threshold": ["2", "3"], "max_unjudged": ["1/2", "2/5"], "reason": [None, "Längre fram."]}


def test_what_is_seen_before_saving_is_what_becomes_of_it(sormland: Region) -> None:
    asked = CoverageQuestion(sormland.strategy, DAY)
    read = read_terms(STRICTER, terms_of(OWN))
    effect = effect_of_terms(asked, read.terms, seen_by=STRATEGIST)
    assert [(one.focus_area, one.before, one.after) for one in effect.moved] == [("2.4", Status.COVERED, Status.PARTLY)]
    before = {cell.focus_area: cell.status for cell in coverage(asked, seen_by=STRATEGIST).picture.cells}
    assert before == {one.focus_area: one.before for one in effect.every}
    assert decided() == 0
    change_rules(sormland.strategy, STRICTER, "Längre fram.", by=STRATEGIST)
    after = {cell.focus_area: cell.status for cell in coverage(asked, seen_by=STRATEGIST).picture.cells}
    assert after == {one.focus_area: one.after for one in effect.every}


def test_a_published_picture_keeps_its_rules_until_the_next_one(sormland: Region) -> None:
    assert status(sormland, VISITOR) is Status.COVERED
    change_rules(sormland.strategy, STRICTER, "Längre fram.", by=STRATEGIST)
    assert status(sormland, STRATEGIST) is Status.PARTLY
    assert status(sormland, VISITOR) is Status.COVERED
    assert version(sormland, VISITOR) == OWN.version
    assert [row.number for row in rules_now(sormland.strategy, seen_by=VISITOR).waiting] == [1]
    share(sormland.strategy, by=OPERATOR)
    assert [version(sormland, viewer) for viewer in (HOLDER, VISITOR)] == [f"{OWN.version}.1", OWN.version]
    publish(sormland.strategy, by=OPERATOR)
    assert status(sormland, VISITOR) is Status.PARTLY
    change_rules(sormland.strategy, [("few_left.threshold", "1")], "Tvärtom.", by=STRATEGIST)
    assert version(sormland, VISITOR) == f"{OWN.version}.1"
    assert version(sormland, STRATEGIST) == f"{OWN.version}.2"


def test_before_the_first_picture_the_latest_rules_are_told(county: str) -> None:
    change_rules(county, STRICTER, "Från början.", by=OPERATOR)
    assert rules_in_force(county, seen_by=VISITOR).version == f"{OWN.version}.1"


def test_the_years_follow_the_rules(sormland: Region) -> None:
    def at_day(viewer: Viewer) -> Status:
        kept = history(sormland.strategy, PlaceCode("04"), until=DAY, seen_by=viewer)
        return kept.statuses["2.4"][kept.days.index(date(2018, 7, 1))]

    assert at_day(STRATEGIST) is Status.COVERED
    change_rules(sormland.strategy, STRICTER, "Längre fram.", by=STRATEGIST)
    assert (at_day(STRATEGIST), at_day(VISITOR)) == (Status.PARTLY, Status.COVERED)


def test_every_number_names_the_version_that_it_was_counted_by(sormland: Region) -> None:
    change_rules(sormland.strategy, [("months_left", "18")], "Arton månader.", by=STRATEGIST)
    found = coverage(CoverageQuestion(sormland.strategy, DAY), seen_by=STRATEGIST)
    assert as_plain(found)["rules"]["version"] == f"{OWN.version}.1"
    rule = opened(found, "2.4", "main_left").evidence.rule
    assert "18 månader" in rule.sv
    assert f"Reglernas version: {OWN.version}.1." in rule.sv
    assert f"Version of the rules: {OWN.version}.1." in rule.en


def test_rules_of_one_s_own_stand_instead(sormland: Region) -> None:
    change_rules(sormland.strategy, STRICTER, "Längre fram.", by=STRATEGIST)
    asked = CoverageQuestion(sormland.strategy, DAY, rulebook=OWN)
    assert coverage(asked, seen_by=STRATEGIST).picture.cell("2.4").status is Status.COVERED
    assert status(sormland, STRATEGIST) is Status.PARTLY


def test_going_back_is_a_new_version(sormland: Region) -> None:
    change_rules(sormland.strategy, STRICTER, "Längre fram.", by=STRATEGIST)
    change_rules(sormland.strategy, [("few_left.threshold", "5")], "Ännu längre.", by=STRATEGIST)
    row = revert_rules(sormland.strategy, 1, "För långt.", by=STRATEGIST)
    assert (row.number, row.back_to, row.changes) == (3, 1, {"few_left.threshold": ("5", "3")})
    own = revert_rules(sormland.strategy, 0, "Som förut.", by=STRATEGIST)
    assert terms_of(own.book) == terms_of(OWN)
    assert [one.number for one in rules_now(sormland.strategy, seen_by=VISITOR).versions] == [4, 3, 2, 1, 0]
    assert Event.objects.get(id=own.event).verb == "rules.put_back"
    with pytest.raises(Refused):
        revert_rules(sormland.strategy, 9, "Finns inte.", by=STRATEGIST)


def test_a_change_raises_the_stamps_of_all(sormland: Region) -> None:
    before = (stamp(OPERATOR.level), stamp(VISITOR.level))
    change_rules(sormland.strategy, STRICTER, "Längre fram.", by=STRATEGIST)
    assert (stamp(OPERATOR.level), stamp(VISITOR.level)) == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize(
    "viewer",
    [VISITOR, HOLDER, *(Viewer(ViewerKind.PERSON, 8, frozenset({role})) for role in Role if role is not Role.STRATEGIST)],
    ids=lambda viewer: "-".join([viewer.kind.value, *viewer.roles]),
)
def test_only_a_strategist_changes_the_rules(county: str, viewer: Viewer) -> None:
    with pytest.raises(NotAllowed):
        change_rules(county, STRICTER, "Längre fram.", by=viewer)
    with pytest.raises(NotAllowed):
        revert_rules(county, 0, "Som förut.", by=viewer)
    assert decided() == 0


@pytest.mark.parametrize(
    ("texts", "reason", "columns"),
    [
        (STRICTER, " ", ["reason"]),
        (STRICTER, "x" * (LONGEST_REASON + 1), ["reason"]),
        ([("few_left.threshold", "x"), ("months_left", "0")], "", ["few_left.threshold", "months_left", "reason"]),
        ([("few_left.threshold", "2")], "Samma.", [""]),
    ],
    ids=["no reason", "a long reason", "all at once", "nothing changes"],
)
def test_a_refused_change_writes_nothing(county: str, texts: list[tuple[str, str]], reason: str, columns: list[str]) -> None:
    events, before = Event.objects.count(), stamp()
    with pytest.raises(Refused) as refused:
        change_rules(county, texts, reason, by=OPERATOR)
    assert [fault.location.column for fault in refused.value.faults] == columns
    assert (decided(), Event.objects.count(), stamp()) == (0, events, before)


def test_of_two_writers_the_second_is_told_what_the_first_did(county: str) -> None:
    change_rules(county, STRICTER, "Först.", by=OPERATOR, version=0)
    with pytest.raises(RulesConflict) as conflict:
        change_rules(county, [("months_left", "6")], "Sedan.", by=OPERATOR, version=0)
    assert [(row.number, row.reason) for row in conflict.value.since] == [(1, "Först.")]
    assert change_rules(county, [("months_left", "6")], "Sedan.", by=OPERATOR, version=1).number == 2


def test_the_rules_of_one_strategy_are_not_another_s(sormland: Region, county: str) -> None:
    change_rules(county, STRICTER, "Bara här.", by=OPERATOR)
    assert version(sormland, OPERATOR) == OWN.version
    with pytest.raises(Refused):
        change_rules("no-such-strategy", STRICTER, "Ingenstans.", by=OPERATOR)


def test_a_version_stands(county: str) -> None:
    change_rules(county, STRICTER, "Längre fram.", by=OPERATOR)
    row = RulesVersion.objects.get(number=1)
    row.reason = "Något annat."
    for act in (row.save, row.delete, RulesVersion.objects.all().delete, lambda: RulesVersion.objects.update(reason="")):
        with pytest.raises(TermsStand):
            act()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE coverage_rulesversion SET reason = 'Något annat.'")
    assert RulesVersion.objects.get(number=1).reason == "Längre fram."
