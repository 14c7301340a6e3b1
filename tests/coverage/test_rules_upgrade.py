"""The product comes with other rules: no picture changes by itself, the change is offered with its effect, and somebody answers it."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from typer.testing import CliRunner

from regions import Region
from rules_released import Upgrade, rule
from rules_released import upgrade as upgrade
from samhandling.cli.main import commands
from samhandling.coverage.changing_rules import change_rules, revert_rules
from samhandling.coverage.in_force import rules_in_force, rules_now
from samhandling.coverage.models import RulesVersion
from samhandling.coverage.offering import offer_of
from samhandling.coverage.queries import CoverageQuestion, coverage
from samhandling.coverage.rules import rulebook
from samhandling.coverage.rules.conditions import CONDITIONS
from samhandling.coverage.rules.rulebook import default_rulebook, default_text
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.terms import terms_of
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.kept import forget_all
from samhandling.strategy.models import Strategy

pytestmark = pytest.mark.django_db
DAY = date(2018, 6, 30)


def status(region: Region) -> Status:
    return coverage(CoverageQuestion(region.strategy, DAY), seen_by=VISITOR).picture.cell("2.4").status


def offered(region: Region) -> dict[str, tuple[str, str]] | None:
    offer = offer_of(rules_now(region.strategy, seen_by=OPERATOR))
    return offer.changes if offer else None


def test_a_loaded_strategy_keeps_the_rules_of_its_day(sormland: Region) -> None:
    kept = RulesVersion.objects.get(strategy__code=sormland.strategy)
    assert (kept.number, kept.base, kept.terms, kept.product) == (0, "2026-11", terms_of(default_rulebook()), default_text())
    assert kept.event > 0
    assert offered(sormland) is None


def test_other_rules_of_the_product_change_no_picture(sormland: Region, upgrade: Upgrade) -> None:
    before = rules_in_force(sormland.strategy, seen_by=VISITOR)
    assert status(sormland) is Status.COVERED
    upgrade(rule("few_left", '"2"', '"3"'), ("months_left = 12 ", "months_left = 18 "))
    assert default_rulebook().rule("few_left").threshold == 3
    assert status(sormland) is Status.COVERED
    for viewer in (VISITOR, OPERATOR):
        assert rules_in_force(sormland.strategy, seen_by=viewer) == before
    assert offered(sormland) == {"months_left": ("12", "18"), "few_left.threshold": ("2", "3")}


def test_a_rule_that_the_product_leaves_out_still_counts(sormland: Region, upgrade: Upgrade) -> None:
    before = rules_in_force(sormland.strategy, seen_by=VISITOR)
    start = default_text().index('[[rule]]\nid = "few_left"')
    end = default_text().index("[[rule]]", start + 1)
    upgrade((default_text()[start:end], ""))
    assert "few_left" not in terms_of(default_rulebook())
    after = rules_in_force(sormland.strategy, seen_by=VISITOR)
    assert {rule.id: rule for rule in after.rules} == {rule.id: rule for rule in before.rules}
    assert offered(sormland) == {"few_left.use": ("reason", "off")}


def test_a_rule_that_is_new_is_off_until_it_is_taken(sormland: Region, upgrade: Upgrade, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CONDITIONS, "brand_new", CONDITIONS["no_main"])
    rulebook._known_rules.cache_clear()
    upgrade(
        (
            '[[rule]]\nid = "one_owner"',
            '[[rule]]\nid = "brand_new"\nuse = "reason"\nthreshold = "9"\nsv = "Ny."\nen = "New."\n[[rule]]\nid = "one_owner"',
        )
    )
    assert not rules_in_force(sormland.strategy, seen_by=OPERATOR).uses("brand_new")
    assert offered(sormland) == {"brand_new.use": ("off", "reason")}
    rulebook._known_rules.cache_clear()


def test_what_a_strategy_has_decided_itself_stays_in_the_offer(sormland: Region, upgrade: Upgrade) -> None:
    change_rules(sormland.strategy, [("few_left.threshold", "5")], "Eget.", by=OPERATOR)
    upgrade(rule("few_left", '"2"', '"3"'), ("months_left = 12 ", "months_left = 18 "))
    assert offered(sormland) == {"months_left": ("12", "18")}


def test_words_and_versions_alone_are_no_offer(sormland: Region, upgrade: Upgrade) -> None:
    upgrade(("Ingen indikator följer området.", "Området följs inte av någon indikator."))
    assert offered(sormland) is None
    book = rules_in_force(sormland.strategy, seen_by=OPERATOR)
    assert book.version == "2026-11"
    assert book.rule("no_indicator").sentences["other"].sv == "Området följs inte av någon indikator."


def test_an_offer_that_is_taken_is_a_version_and_the_next_release_offers_again(sormland: Region, upgrade: Upgrade) -> None:
    upgrade(rule("few_left", '"2"', '"3"'))
    row = change_rules(sormland.strategy, [("few_left.threshold", "3")], "Bättre.", by=OPERATOR, version=0, answers="2027-03")
    assert (row.number, row.version, row.changes) == (1, "2027-03.1", {"few_left.threshold": ("2", "3")})
    assert rules_now(sormland.strategy, seen_by=OPERATOR).latest == row
    assert offered(sormland) is None
    upgrade(rule("few_left", '"3"', '"4"'), version="2027-09")
    assert offered(sormland) == {"few_left.threshold": ("3", "4")}


def test_an_offer_that_is_declined_is_a_version_without_changes_and_is_not_offered_again(sormland: Region, upgrade: Upgrade) -> None:
    upgrade(rule("few_left", '"2"', '"3"'))
    row = change_rules(sormland.strategy, [], "Vi behåller två.", by=OPERATOR, answers="2027-03")
    assert (row.number, row.changes, row.reason) == (1, {}, "Vi behåller två.")
    assert offered(sormland) is None
    with pytest.raises(Refused):
        change_rules(sormland.strategy, [], "En gång till.", by=OPERATOR, answers="2027-03")


def test_a_change_of_something_else_leaves_the_offer(sormland: Region, upgrade: Upgrade) -> None:
    upgrade(rule("few_left", '"2"', '"3"'))
    assert change_rules(sormland.strategy, [("one_owner.use", "note")], "Annat.", by=OPERATOR).version == "2026-11.1"
    revert_rules(sormland.strategy, 0, "Nej.", by=OPERATOR)
    assert offered(sormland) == {"few_left.threshold": ("2", "3")}
    with pytest.raises(Refused):
        change_rules(sormland.strategy, [("few_left.threshold", "3")], "Fel erbjudande.", by=OPERATOR, answers="2026-11")


def test_strategies_from_before_keep_the_rules_that_they_were_counted_by(sormland: Region, upgrade: Upgrade, db: None) -> None:
    upgrade(rule("few_left", '"2"', '"3"'))
    Strategy.objects.create(code="gammal", kind="strategy", edition="1", title_sv="Gammal", title_en="Old", document={}, version=1)
    assert rules_now("gammal", seen_by=OPERATOR).latest.book.rule("few_left").threshold == 3
    keep = import_module("samhandling.coverage.migrations.0004_rules_kept").keep_missing
    keep(apps, None)
    forget_all()
    old = rules_now("gammal", seen_by=OPERATOR)
    assert (old.latest.version, old.latest.book.rule("few_left").threshold, old.latest.number) == ("2026-11", 2, 0)
    assert RulesVersion.objects.filter(strategy__code=sormland.strategy).count() == 1


def test_the_command_tells_the_offer_its_effect_and_takes_an_answer(sormland: Region, upgrade: Upgrade) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(commands("coverage"), ["coverage", "rules", *words], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return " ".join(result.output.split())

    assert "Produkten har nya regler" not in run("show")
    with pytest.raises(Refused):
        run("change", "--answer", "ja")
    upgrade(rule("few_left", '"2"', '"3"'))
    told = run("show")
    assert "Produkten har nya regler, version 2027-03. Inget ändras förrän ni svarar" in told
    assert "Framåt i tiden, gräns 2 3" in told
    assert "insatsområden får ett annat läge den" in told
    assert "1 av 14 insatsområden får ett annat läge den 30 juni 2018." in run("change", "--answer", "ja", "--on", "2018-06-30")
    assert offered(sormland) is not None
    assert "version 2027-03.1" in run("change", "--answer", "nej", "--save", "--reason", "Vi behåller två.")
    assert (offered(sormland), status(sormland)) == (None, Status.COVERED)
