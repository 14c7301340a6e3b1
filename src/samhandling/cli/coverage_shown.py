"""The coverage picture on a terminal: headline, how far it reaches, the table, reasons, what has changed, similar efforts."""

from decimal import Decimal

from samhandling.cli.shown import language, say, table
from samhandling.coverage.queries import Coverage
from samhandling.coverage.rules.picture import Cell
from samhandling.coverage.rules.reaching import reach_said
from samhandling.coverage.rules.sentences import STATUS_WORDS, VERDICT_WORDS, headline, horizon_said, of_cell
from samhandling.ground.counting import day_said
from samhandling.ground.places import place_name
from samhandling.ground.said import Said

SHAPES = {"covered": "●", "partly": "◐", "insufficient": "?", "missing": "○"}
"""The status in a shape beside its word, never by colour."""


def kronor(amount: Decimal) -> str:
    """1 104 137,00."""
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",")


def show_picture(found: Coverage) -> None:
    """Headline, scope and table in one view, then why and what stands beside."""
    day = day_said(found.asked.on)
    where = place_name(found.place)
    say(Said(f"Var saknas insatser? Läget i {where} den {day.sv}", f"Where are efforts missing? {where} on {day.en}"), "")
    areas = {area.code: area.name for area in found.strategy.areas}
    area_of = {area.code: areas[area.area] for area in found.strategy.focus_areas if area.area in areas}
    sentences = headline(found.picture, area_of)
    say(" ".join(sentence.in_(language()) for sentence in sentences))
    scopes = [{**row.scope, "initiatives": row.initiatives} for row in found.scopes]
    total = len(found.records)
    reach = reach_said(scopes, total, found.asked.on, found.strategy.valid_from, found.picture.totals.waiting.value)
    say(" ".join(sentence.in_(language()) for sentence in reach), "")
    _table(found)
    _why(found)
    _judged(found)


def _table(found: Coverage) -> None:
    sv = language() == "sv"
    ahead = horizon_said(found.picture.question.rulebook.months_left).in_(language())
    headings = (
        ["", "Insatsområde", "Läge", "Pågår", "Kan pågå", "Huvud", f"Kvar om {ahead}", "Beräknad del, kr", "Därav rikstäckande"]
        if sv
        else ["", "Focus area", "Status", "Active", "Possibly", "Main", f"Left in {ahead}", "Computed part, SEK", "Of which nation-wide"]
    )
    rows = [_row(found, cell) for cell in found.picture.cells]
    money = found.money
    for name, amount in (
        (Said("Utanför insatsområdena", "Outside the focus areas"), money.outside),
        (Said("Kan inte bedömas", "Cannot be judged"), money.insufficient),
        (Said("Tekniskt stöd, räknas inte", "Technical assistance, not counted"), money.excluded),
        (Said("Summa för platsen", "Sum for the place"), money.granted),
    ):
        rows.append(["", name.in_(language()), "", "", "", "", "", kronor(amount), ""])
    table("", headings, rows, right=(3, 4, 5, 6, 7, 8))


def _row(found: Coverage, cell: Cell) -> list[str]:
    area = next(area for area in found.strategy.focus_areas if area.code == cell.focus_area)
    status = f"{SHAPES[cell.status]} {STATUS_WORDS[cell.status].in_(language())}"
    counts = (cell.active, cell.possibly_active, cell.main, cell.main_left)
    money = found.money
    return [
        cell.focus_area,
        area.name.in_(language()),
        status,
        *(str(evidence.value) for evidence in counts),
        kronor(money.focus_areas[cell.focus_area]),
        kronor(money.nation_wide[cell.focus_area]),
    ]


def _why(found: Coverage) -> None:
    say("", Said("Varför den bedömningen?", "Why this status?"))
    for cell in found.picture.cells:
        sentence = of_cell(cell, found.records, found.asked.on, found.picture.question.rulebook.months_left)
        reasons = [finding.said.in_(language()) for finding in (*cell.reasons, *cell.notes)]
        hangs = (
            Said(
                " Med en något annan gräns skulle läget bli ett annat.", " With a slightly different threshold the status would be another."
            ).in_(language())
            if found.robustness.of(cell.focus_area)
            else ""
        )
        word = STATUS_WORDS[cell.status].in_(language())
        say(f"{cell.focus_area} {word}. {' '.join([sentence.in_(language()), *reasons])}{hangs}")


def _judged(found: Coverage) -> None:
    if not found.judged:
        return
    say("", Said("Vår bedömning, bredvid det beräknade läget", "Our judgement, beside the computed status"))
    for code, judged in found.judged.items():
        day = day_said(judged.day)
        due = Said(" Ska ses över nu.", " Should be looked at again now.") if judged.is_due(found.asked.on) else Said("", "")
        verdict = VERDICT_WORDS[judged.verdict]
        say(
            Said(
                f"{code} {verdict.sv}. {judged.reason} ({judged.name}, {day.sv}){due.sv}",
                f"{code} {verdict.en}. {judged.reason} ({judged.name}, {day.en}){due.en}",
            )
        )


def show_comparison(found: Coverage) -> None:
    """What differs between the two pictures; nothing without a comparison."""
    comparison = found.comparison
    if comparison is None:
        return
    one, two = (day_said(picture.question.on) for picture in (comparison.before, comparison.after))
    if found.asked.what_if:
        say("", Said("Det här skulle ändras", "This would change"))
    elif found.asked.compare_known_on:
        say("", Said("Det här visste man inte tidigare", "This was not known before"))
    else:
        say("", Said(f"Från den {one.sv} till den {two.sv}", f"From {one.en} to {two.en}"))
    for change in comparison.changes:
        if change.is_change:
            before, after = STATUS_WORDS[change.before], STATUS_WORDS[change.after]
            same = change.before is change.after
            status = (
                Said(f"fortfarande {after.sv.lower()}", f"still {after.en.lower()}")
                if same
                else Said(f"{before.sv} → {after.sv}", f"{before.en} → {after.en}")
            )
            say(
                Said(
                    f"{change.focus_area} {status.sv}. Började: {', '.join(change.opened) or '–'}. Slutade: {', '.join(change.closed) or '–'}.",
                    f"{change.focus_area} {status.en}. Opened: {', '.join(change.opened) or '–'}. Closed: {', '.join(change.closed) or '–'}.",
                )
            )


def show_overlaps(found: Coverage) -> None:
    """Similar efforts with other owners: a reason to talk."""
    if not found.overlaps:
        return
    say(
        "",
        Said(
            "Liknande insatser (samma målgrupp, plats och slag, olika ägare): ett skäl att prata",
            "Similar efforts (same target group, place and kind, other owners): a reason to talk",
        ),
    )
    for one in found.overlaps:
        owners = ", ".join(found.actors.get(owner, owner) for owner in one.owners)
        say(f"{one.focus_area} {one.target_group}: {', '.join(one.initiatives)} ({owners})")
