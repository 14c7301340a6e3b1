"""`samhandling assess fit`, `models`, `compare`, `use`: the model that texts are read with, fitted on what people confirm."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

import typer

from samhandling.assessment.models_actions import Fitted, ModelRow, compare_models, fit_model, models, use_model
from samhandling.assessment.models_measured import Compared, Counted, counted_plain, measured_plain
from samhandling.cli.asking import chosen_strategy
from samhandling.cli.shown import language, say, table
from samhandling.files.writing import as_json
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR

StrategyOption = Annotated[str | None, typer.Option("--strategy", help="Strategins id; behövs bara när flera är inlästa.")]
FormOption = Annotated[Literal["text", "json"], typer.Option("--format", help="Form på svaret.")]
MOST_SHOWN = 40


def fit(strategy: StrategyOption = None, form: FormOption = "text") -> None:
    """Lär in en ny modell på det som människor har bekräftat, och mät den. Den tas inte i bruk."""
    made = fit_model(chosen_strategy(strategy), by=OPERATOR)
    if form == "json":
        plain = {"version": made.version, "base": made.base, "texts": made.texts, "left_out": made.left_out}
        typer.echo(as_json({**plain, "measured": measured_plain(made.result), "measured_before": measured_plain(made.before)}))
        return
    say(*_fitted(made))


def _fitted(made: Fitted) -> list[Said]:
    lines = [
        Said(
            f"Modellen {made.version} är inlärd på {made.texts} insatser som någon har bekräftat.",
            f"Model {made.version} is fitted on {made.texts} initiatives that somebody has confirmed.",
        ),
        Said(
            f"Läst med en modell som inte hade sett texten är första valet rätt i {_told(made.result.first).sv}.",
            f"Read by a model that had not seen the text, the first choice is right in {_told(made.result.first).en}.",
        ),
        Said(
            f"Med modellen {made.base} är det rätt i {_told(made.before.first).sv}."
            if made.base
            else f"Utan modell är det rätt i {_told(made.before.first).sv}.",
            f"With model {made.base} it is right in {_told(made.before.first).en}."
            if made.base
            else f"Without a model it is right in {_told(made.before.first).en}.",
        ),
    ]
    if made.result.outside.of:
        told = _told(made.result.outside)
        lines.append(
            Said(
                f"Av texter som någon har placerat utanför läses {told.sv} så.",
                f"Of texts that somebody has put outside, {told.en} are read so.",
            )
        )
    if made.base and made.base_has_seen != 0:
        lines.append(
            Said(
                f"Modellen {made.base} kan redan ha sett en del av texterna, och det smickrar i så fall båda.",
                f"Model {made.base} may have seen some of the texts already, which would flatter both.",
            )
        )
    if made.left_out:
        lines.append(Said(f"{made.left_out} insatser rymdes inte.", f"{made.left_out} initiatives did not fit."))
    use = f"samhandling assess use {made.version}"
    return [*lines, Said(f"Den är inte tagen i bruk. Gör det med: {use}.", f"It is not in use. Put it in use with: {use}.")]


def _told(found: Counted) -> Said:
    low, high = (round(100 * end) for end in found.interval)
    share = round(100 * found.hits / found.of) if found.of else 0
    return Said(
        f"{found.hits} av {found.of} ({share} %, med 95 procents säkerhet mellan {low} och {high} %)",
        f"{found.hits} of {found.of} ({share} %, with 95 per cent confidence between {low} and {high} %)",
    )


def list_models(strategy: StrategyOption = None, form: FormOption = "text") -> None:
    """Alla modeller: vad de är inlärda på, hur de mättes och vilken som används."""
    rows = models(chosen_strategy(strategy), seen_by=OPERATOR)
    if form == "json":
        typer.echo(as_json([asdict(row) for row in rows]))
        return
    if not rows:
        say(Said("Strategin har ingen modell än. Lär in en med: samhandling assess fit.", "No model yet. Fit one: samhandling assess fit."))
        return
    sv = language() == "sv"
    headings = (
        ["Version", "Inlärd", "Texter", "Rätt förstaval", "Kommer från", "Läge"]
        if sv
        else ["Version", "Fitted", "Texts", "First choice right", "From", "State"]
    )
    table("", headings, [_cells(row) for row in rows], right=(2,))


def _cells(row: ModelRow) -> list[str]:
    shipped = Said("följer med produkten", "shipped with the product")
    own = Said(f"bygger på {row.base}", f"built on {row.base}") if row.base else Said("inlärd här", "fitted here")
    state = Said("används", "in use") if row.is_in_use else Said("", "")
    state = Said("går inte att läsa", "cannot be read") if row.is_broken else state
    tongue = language()
    origin = shipped if row.is_shipped else own
    return [row.version, row.fitted, str(row.examples), _first(row.measured), origin.in_(tongue), state.in_(tongue)]


def _first(measured: dict[str, Any] | None) -> str:
    """ "31 / 40 (63-87 %)"; of a shipped model the documentation tells."""
    found = (measured or {}).get("first")
    if not isinstance(found, dict) or not {"hits", "of", "low", "high"} <= found.keys():
        return "docs/assessment.md" if measured is None else "-"
    return f"{found['hits']} / {found['of']} ({100 * found['low']:.0f}-{100 * found['high']:.0f} %)"


def compare(
    one: Annotated[str, typer.Argument(help="En version.")],
    other: Annotated[str, typer.Argument(help="En annan version.")],
    strategy: StrategyOption = None,
    form: FormOption = "text",
) -> None:
    """Jämför två modeller på samma texter: vilken läser bäst, och var."""
    found = compare_models(chosen_strategy(strategy), one, other, seen_by=OPERATOR)
    if form == "json":
        typer.echo(as_json(_plain(one, other, found)))
        return
    say(*_verdict(one, other, found), "")
    heads = ["Insatsområde", "Texter", one, other] if language() == "sv" else ["Focus area", "Texts", one, other]
    table("", heads, [[row.code, str(row.texts), str(row.before), str(row.after)] for row in found.areas], right=(1, 2, 3))
    if found.differences:
        heads = ["Insats", one, other, "Bekräftat"] if language() == "sv" else ["Initiative", one, other, "Confirmed"]
        say("")
        rows = [[row.id, row.before, row.after, ", ".join(row.accepted)] for row in found.differences[:MOST_SHOWN]]
        table("", heads, rows)


def _verdict(one: str, other: str, found: Compared) -> list[Said]:
    first, second = _told(found.before.first), _told(found.after.first)
    lines = [
        Said(f"Modellen {one} har rätt förstaval i {first.sv}.", f"Model {one} puts the right one first in {first.en}."),
        Said(f"Modellen {other} har rätt i {second.sv}.", f"Model {other} does in {second.en}."),
        Said(
            f"Bara {one} har rätt i {found.only_before}, bara {other} i {found.only_after}.",
            f"{one} alone is right in {found.only_before}, {other} alone in {found.only_after}.",
        ),
    ]
    if not found.tells_them_apart:
        lines.append(
            Said("Skillnaden är för liten för att säga vilken som är bäst.", "The difference is too small to tell which is better.")
        )
    else:
        best = other if found.only_after > found.only_before else one
        lines.append(Said(f"Modellen {best} läser bättre.", f"Model {best} reads better."))
    if found.left_out:
        lines.append(
            Said(
                f"{found.left_out} texter räknas inte, eftersom någon av modellerna är inlärd på dem.",
                f"{found.left_out} texts are not counted, as one of the models was fitted on them.",
            )
        )
    return lines


def _plain(one: str, other: str, found: Compared) -> dict[str, object]:
    return {
        "models": [one, other],
        "measured": [measured_plain(found.before), measured_plain(found.after)],
        "first": [counted_plain(found.before.first), counted_plain(found.after.first)],
        "right_alone": [found.only_before, found.only_after],
        "tells_them_apart": found.tells_them_apart,
        "left_out": found.left_out,
        "focus_areas": [asdict(row) for row in found.areas],
        "differences": [asdict(row) for row in found.differences],
    }


def use(
    version: Annotated[str, typer.Argument(help="En version ur samhandling assess models.")] = "",
    shipped: Annotated[bool, typer.Option("--shipped", help="Tillbaka till den nyaste som följer med produkten.")] = False,
    strategy: StrategyOption = None,
) -> None:
    """Läs texter med en annan modell från och med nu. Gå tillbaka med --shipped."""
    if bool(version) == shipped:
        expected = Said("En version, eller --shipped.", "A version, or --shipped.")
        raise refusal(version, expected, Said("Se samhandling assess models.", "See samhandling assess models."))
    now = use_model(chosen_strategy(strategy), version, by=OPERATOR)
    if now:
        say(Said(f"Texter läses nu med modellen {now}.", f"Texts are now read with model {now}."))
    else:
        say(Said("Texter läses nu utan modell.", "Texts are now read without a model."))
