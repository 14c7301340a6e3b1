"""Every source writes periods in its own way; here they are written as Statistics Sweden does."""

import re

from samhandling.figures.rules.calendar.periods import Span, span_of
from samhandling.ground.faults import Refused

_WEEK = re.compile(r"(\d{4})-?w(\d{2})", re.IGNORECASE)


def period_code(label: str) -> str:
    """2024, 2024M07, 2024K3, 2024V22 or 2024-07-31. A span of another length keeps the source's words.

    Raises: Refused where the label is no period.
    """
    text = label.strip()
    # Eurostat writes a week 2026-W22.
    found = _WEEK.fullmatch(text)
    return _code(span_of(f"{found[1]}V{found[2]}" if found else text))


def period_code_or_words(label: str) -> str:
    """As `period_code`, but a label that we cannot read is kept as the source wrote it."""
    try:
        return period_code(label)
    except Refused:
        return label.strip()


def is_period(label: str) -> bool:
    """The label can be read as a period."""
    try:
        period_code(label)
    except Refused:
        return False
    return True


def _code(span: Span) -> str:
    first = span.first
    if span.months == 1:
        return f"{first.year}M{first.month:02}"
    if span.months == 3:
        return f"{first.year}K{first.month // 3 + 1}"
    if span.months == 12 and first.month == 1:
        return str(first.year)
    if span.first == span.last:
        return first.isoformat()
    if (span.last - first).days == 6:
        return f"{first.isocalendar().year}V{first.isocalendar().week:02}"
    return span.label
