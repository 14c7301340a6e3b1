"""The coverage picture as plain values: the same for page, API, command and report."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from samhandling.coverage.queries import Coverage
from samhandling.coverage.rules.comparison import Comparison
from samhandling.coverage.rules.conditions import Finding
from samhandling.coverage.rules.opening import TOTALS, open_number
from samhandling.coverage.rules.picture import Cell
from samhandling.coverage.rules.robustness import Flip
from samhandling.coverage.rules.rulebook import Rulebook
from samhandling.coverage.rules.verdict import Judged
from samhandling.ground.evidence import Evidence
from samhandling.ground.money import settle, to_ore
from samhandling.ground.said import Language, Said
from samhandling.plan.queries import ScopeRow

Plain = dict[str, Any]


def as_plain(found: Coverage, language: Language = "sv") -> Plain:
    """The whole answer. Amounts are texts with two decimals, numbers are numbers, days are ISO."""
    answer: Plain = {
        "strategy": found.strategy.code,
        "on": found.asked.on.isoformat(),
        "known_on": found.asked.known_on.isoformat() if found.asked.known_on else None,
        "place": found.place,
        "window": [found.asked.window.first.isoformat(), found.asked.window.last.isoformat()] if found.asked.window else None,
        "scope": [_scope(row) for row in found.scopes],
        "rules": _rules(found.picture.question.rulebook),
        "totals": _totals(found),
        "focus_areas": [_cell(found, cell, language) for cell in found.picture.cells],
        "overlaps": [
            {
                "focus_area": one.focus_area,
                "target_group": one.target_group,
                "kind": one.kind,
                "initiatives": list(one.initiatives),
                "owners": list(one.owners),
            }
            for one in found.overlaps
        ],
    }
    if found.comparison:
        answer["comparison"] = _comparison(found.comparison)
    return answer


def _scope(row: ScopeRow) -> Plain:
    return {"file": row.file, "run": row.run, "initiatives": row.initiatives, **row.scope}


def _rules(book: Rulebook) -> Plain:
    return {
        "version": book.version,
        "months_left": book.months_left,
        "max_unjudged": _number(book.max_unjudged),
        "variation": _number(book.variation),
        "rules": {rule.id: {"use": rule.use.value, "threshold": _number(rule.threshold)} for rule in book.rules},
    }


def _totals(found: Coverage) -> Plain:
    money, totals = found.money, found.picture.totals
    return {
        "granted_sek": str(money.granted),
        "attributed_sek": str(money.attributed),
        "outside_sek": str(money.outside),
        "insufficient_sek": str(money.insufficient),
        "excluded_sek": str(money.excluded),
        "elsewhere_sek": str(money.elsewhere),
        "other_time_sek": str(money.other_time),
        "initiatives": totals.initiatives.value,
        "active": totals.active.value,
        "active_contributing": totals.active_contributing.value,
        "active_wide": totals.active_wide.value,
        "active_many_counties": totals.active_many_counties.value,
        "ending": totals.ending.value,
        "unjudged": totals.unjudged.value,
        "waiting": totals.waiting.value,
        "without_amount": totals.without_amount.value,
    }


def _cell(found: Coverage, cell: Cell, language: Language) -> Plain:
    area = next(area for area in found.strategy.focus_areas if area.code == cell.focus_area)
    return {
        "id": cell.focus_area,
        "name": area.name.in_(language),
        "status": cell.status.value,
        "judged": _judged(found.judged.get(cell.focus_area)),
        "reasons": [_finding(one, language) for one in cell.reasons],
        "notes": [_finding(one, language) for one in cell.notes],
        "initiatives": cell.initiatives.value,
        "active": cell.active.value,
        "possibly_active": cell.possibly_active.value,
        "undated": cell.undated.value,
        "ended": cell.ended.value,
        "coming": cell.coming.value,
        "active_wide": cell.active_wide.value,
        "main": cell.main.value,
        "main_left": cell.main_left.value,
        "sek": str(found.money.focus_areas[cell.focus_area]),
        "regional_sek": str(found.money.regional[cell.focus_area]),
        "nation_wide_sek": str(found.money.nation_wide[cell.focus_area]),
        "actors": cell.actors.value,
        "municipalities_named": list(cell.municipalities_named),
        "municipalities_not_named": list(cell.municipalities_not_named),
        "aspects_with_effort": list(cell.aspects_with_effort),
        "aspects_without_effort": list(cell.aspects_without_effort),
        "waiting": cell.waiting.value,
        "share_confirmed": str(to_ore(cell.share_confirmed.value)),
        "flips": [_flip(one) for one in found.robustness.of(cell.focus_area)],
    }


def _finding(one: Finding, language: Language) -> Plain:
    return {
        "rule": one.rule,
        "text": one.said.in_(language),
        "value": _number(one.value),
        "threshold": _number(one.threshold),
        "rows": list(one.rows),
    }


def _flip(one: Flip) -> Plain:
    return {"threshold": one.threshold, "from": _number(one.stands), "to": _number(one.tried), "status": one.status.value}


def _judged(one: Judged | None) -> Plain | None:
    if one is None:
        return None
    return {
        "verdict": one.verdict.value,
        "reason": one.reason,
        "name": one.name,
        "date": one.day.isoformat(),
        "reference": one.reference,
        "review": one.review.isoformat() if one.review else None,
    }


def _comparison(found: Comparison) -> Plain:
    return {
        "before": {"on": found.before.question.on.isoformat()},
        "after": {"on": found.after.question.on.isoformat()},
        "opened": list(found.opened),
        "closed": list(found.closed),
        "focus_areas": [
            {
                "id": change.focus_area,
                "before": change.before.value,
                "after": change.after.value,
                "opened": list(change.opened),
                "closed": list(change.closed),
                "sek_before": str(to_ore(change.sek_before)),
                "sek_after": str(to_ore(change.sek_after)),
            }
            for change in found.changes
        ],
    }


def _number(value: int | Fraction | Decimal) -> int | float:
    """Whole numbers as whole, others as decimals: thresholds and counts, never money."""
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else float(exact)


@dataclass(frozen=True, slots=True)
class Opened:
    """A number with its rows: `value` as the picture shows it, `parts` of a sum rounded so that they add up to it."""

    evidence: Evidence[Any]
    value: Decimal | int | str
    parts: dict[str, Decimal]


def opened(found: Coverage, where: str, figure: str) -> Opened:
    """Open a number of a focus area or of the "totals"; its rule names the version that it was counted by.

    Raises Refused with the names to choose from.
    """
    evidence = by_version(open_number(found.picture, where, figure), found.picture.question.rulebook)
    plain = _totals(found) if where == TOTALS else _cell(found, found.picture.cell(where), "sv")
    value = Decimal(plain[figure]) if evidence.unit == "SEK" else plain[figure]
    parts = {row.id: row.part for row in evidence.rows if row.part is not None}
    return Opened(evidence, value, settle(parts, value if isinstance(value, Decimal) else None))


def by_version(evidence: Evidence[Any], book: Rulebook) -> Evidence[Any]:
    """The evidence with the version of the rules in its rule."""
    rule = Said(f"{evidence.rule.sv} Reglernas version: {book.version}.", f"{evidence.rule.en} Version of the rules: {book.version}.")
    return replace(evidence, rule=rule)


CELL_COLUMNS: tuple[tuple[str, Said], ...] = (
    ("id", Said("Kod", "Code")),
    ("name", Said("Insatsområde", "Focus area")),
    ("status", Said("Läge", "Status")),
    ("active", Said("Pågår", "Active")),
    ("possibly_active", Said("Kan pågå", "Possibly active")),
    ("undated", Said("Utan datum", "Undated")),
    ("coming", Said("Kommande", "Coming")),
    ("ended", Said("Avslutade", "Ended")),
    ("main", Said("Huvudinriktning", "Main")),
    ("main_left", Said("Fortsätter en tid framåt", "Going on for some time")),
    ("actors", Said("Aktörer", "Actors")),
    ("sek", Said("Beräknad del, kr", "Computed part, SEK")),
    ("regional_sek", Said("Därav län och kommuner, kr", "Of which counties and municipalities, SEK")),
    ("nation_wide_sek", Said("Därav rikstäckande, kr", "Of which nation-wide, SEK")),
)
"""The columns of the table, the CSV and the workbook, with their headings."""
