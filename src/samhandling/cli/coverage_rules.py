"""`samhandling coverage rules`: by which rules a strategy is counted, what another would do to the picture, and who changed them when and why."""

from typing import Annotated, Any, Literal

import typer
from django.utils import timezone

from samhandling.cli.asking import chosen_strategy
from samhandling.cli.days import day
from samhandling.cli.rules_effect import nothing_offered, show_effect, told_offer
from samhandling.cli.shown import language, say, table
from samhandling.coverage.changing_rules import change_rules, faults_of_reason, revert_rules
from samhandling.coverage.in_force import RulesRow, rules_now
from samhandling.coverage.offering import offer_of
from samhandling.coverage.rules.terms import read_terms, terms_of, written
from samhandling.files.writing import as_csv, as_json
from samhandling.ground.counting import day_said
from samhandling.ground.faults import Fault, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.about.rules_told import PRODUCT
from samhandling.web.about.term_words import name_of, value_said
from samhandling.web.history.who import everybody
from samhandling.web.people.words import moment

rules = typer.Typer(no_args_is_help=True, help="Reglernas gränser för en strategi: visa, ändra, historik, gå tillbaka.")

StrategyOption = Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")]
FormOption = Annotated[Literal["table", "json", "csv"], typer.Option("--format", help="Form på svaret.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Skälet, som alla kan läsa på sidan Så räknar vi.")]
FromOption = Annotated[int | None, typer.Option("--from-version", help="Numret på versionen som ändringen utgår från.")]
OnOption = Annotated[str | None, typer.Option("--on", help="Visa vad ändringen gör med läget den dagen; i dag om inget anges.")]
SaveOption = Annotated[bool, typer.Option("--save", help="Spara. Utan det visas bara vad ändringen gör med bilden.")]


@rules.command("show")
def show(
    strategy: StrategyOption = None,
    number: Annotated[int | None, typer.Option("--number", help="En tidigare version; 0 är produktens egna regler.")] = None,
    form: FormOption = "table",
) -> None:
    """Gränserna som gäller, sedan när och varför."""
    code = chosen_strategy(strategy)
    now = rules_now(code, seen_by=OPERATOR)
    row = now.latest if number is None else now.row(number)
    terms = terms_of(row.book)
    if form == "json":
        typer.echo(as_json({**_plain(row), "terms": terms}))
        return
    rows = [[field, name_of(field).in_(language()), value_said(field, text).in_(language())] for field, text in terms.items()]
    headings = ["Fält", "Regel", "Värde"] if language() == "sv" else ["Field", "Rule", "Value"]
    if form == "csv":
        typer.echo(as_csv(headings, rows))
        return
    say(_standing(row), "")
    table("", headings, rows)
    offer = offer_of(now) if number is None else None
    if offer:
        say("", told_offer(offer))
        show_effect(code, terms, offer.terms, timezone.localdate())


@rules.command("change")
def change(
    terms: Annotated[
        list[str] | None, typer.Argument(help="FÄLT=VÄRDE: few_left.threshold=3, one_owner.use=note, max_unjudged=40 (procent).")
    ] = None,
    answer: Annotated[
        Literal["ja", "nej"] | None, typer.Option("--answer", help="Svara på produktens nya regler: ja tar dem, nej behåller era.")
    ] = None,
    reason: ReasonOption = "",
    save: SaveOption = False,
    on: OnOption = None,
    from_version: FromOption = None,
    strategy: StrategyOption = None,
) -> None:
    """Ändra gränser eller vilka regler som räknas. Visar vad det gör med bilden; med --save sparas det som en ny version."""
    code = chosen_strategy(strategy)
    pairs, wrong = _pairs(terms or [])
    now = rules_now(code, seen_by=OPERATOR)
    before, offer = terms_of(now.latest.book), offer_of(now) if answer else None
    read = read_terms(pairs, offer.terms if offer and answer == "ja" else before)
    unasked = [nothing_offered()] if answer and offer is None else []
    _refuse([*wrong, *unasked, *read.faults, *(faults_of_reason(reason) if save else [])])
    if offer is None or read.terms != before:
        show_effect(code, before, read.terms, day(on, "--on") or timezone.localdate())
    if offer:
        # The answer is the whole of the rules as they were just read, so nobody may have come in between.
        pairs = [(field, written(field, text)) for field, text in read.terms.items()]
        from_version = now.latest.number if from_version is None else from_version
    answers = offer.version if offer else ""
    _done(change_rules(code, pairs, reason, by=OPERATOR, version=from_version, answers=answers) if save else None)


@rules.command("revert")
def revert(
    number: Annotated[int, typer.Argument(help="Versionens nummer; 0 är produktens egna regler.")],
    reason: ReasonOption = "",
    save: SaveOption = False,
    on: OnOption = None,
    from_version: FromOption = None,
    strategy: StrategyOption = None,
) -> None:
    """Gå tillbaka till en tidigare version. Det blir en ny version; de andra står kvar."""
    code = chosen_strategy(strategy)
    now = rules_now(code, seen_by=OPERATOR)
    wanted = terms_of(now.row(number).book)
    _refuse(faults_of_reason(reason) if save else [])
    show_effect(code, terms_of(now.latest.book), wanted, day(on, "--on") or timezone.localdate())
    _done(revert_rules(code, number, reason, by=OPERATOR, version=from_version) if save else None)


@rules.command("history")
def history(strategy: StrategyOption = None, form: FormOption = "table") -> None:
    """Alla versioner, den senaste först: vem, när, varför, från vad till vad."""
    code = chosen_strategy(strategy)
    versions = rules_now(code, seen_by=OPERATOR).versions
    people = everybody(open_strategy(code, OPERATOR).owner, seen_by=OPERATOR)
    who = {row.number: people.said(row.person_id, row.door).in_(language()) if row.number else "" for row in versions}
    if form == "json":
        typer.echo(as_json([{**_plain(row), "who": who[row.number] or None} for row in versions]))
        return
    sv = language() == "sv"
    headings = ["Nr", "Version", "När", "Vem", "Skäl", "Ändrat"] if sv else ["No", "Version", "When", "Who", "Reason", "Changed"]
    rows = [
        [
            str(row.number),
            row.version,
            moment(row.at) if row.at else "",
            who[row.number],
            row.reason or PRODUCT.in_(language()),
            "; ".join(_changed(field, *pair) for field, pair in row.changes.items()),
        ]
        for row in versions
    ]
    if form == "csv":
        typer.echo(as_csv(headings, rows))
    else:
        table("", headings, rows)


def _changed(field: str, before: str, after: str) -> str:
    name, old, new = name_of(field), value_said(field, before), value_said(field, after)
    return f"{name.in_(language())}: {old.in_(language())} → {new.in_(language())}"


def _plain(row: RulesRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "version": row.version,
        "decided": row.at.isoformat() if row.at else None,
        "reason": row.reason or None,
        "back_to": row.back_to,
        "changes": {field: list(pair) for field, pair in row.changes.items()},
    }


def _standing(row: RulesRow) -> Said:
    """Which version, since when, why."""
    if row.at is None:
        return Said(
            f"Version {row.version}: produktens egna regler.",
            f"Version {row.version}: the product's own rules.",
        )
    since = day_said(timezone.localdate(row.at))
    if row.number == 0:
        return Said(
            f"Version {row.version}: produktens egna regler, som de var den {since.sv}.",
            f"Version {row.version}: the product's own rules, as they were on {since.en}.",
        )
    return Said(
        f"Version {row.version}, beslutad den {since.sv}. Skäl: {row.reason}",
        f"Version {row.version}, decided on {since.en}. Reason: {row.reason}",
    )


def _pairs(texts: list[str]) -> tuple[list[tuple[str, str]], list[Fault]]:
    """FIELD=VALUE, each; and a fault for every one that is not."""
    pairs: list[tuple[str, str]] = []
    wrong: list[Fault] = []
    for text in texts:
        field, equals, value = text.partition("=")
        if equals:
            pairs.append((field.strip(), value))
        else:
            way_out = Said("Skriv till exempel few_left.threshold=3.", "Write for instance few_left.threshold=3.")
            wrong += refusal(text, Said("FÄLT=VÄRDE.", "FIELD=VALUE."), way_out).faults
    return pairs, wrong


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise Refused(faults)


def _done(saved: RulesRow | None) -> None:
    if saved is None:
        say(Said("Inget är sparat. Lägg till --save och --reason.", "Nothing is saved. Add --save and --reason."))
        return
    say(
        Said(
            f"Reglerna är sparade som version {saved.version}. Besökare ser den publicerade bilden med sina regler tills du publicerar.",
            f"The rules are saved as version {saved.version}. Visitors see the published picture by its own rules until you publish.",
        )
    )
