"""Amounts of money as people write them. Kronor out, exact; unknown is `None`, never 0."""

import re
from fractions import Fraction
from functools import cache, lru_cache
from math import isfinite

from samhandling.files.tables import Cell
from samhandling.ground.said import Said
from samhandling.language.text import clean
from samhandling.plan.rules.cells import Found, Unclear, Wrong, text_of
from samhandling.plan.rules.manners import Mark, digits_in
from samhandling.plan.rules.vocabulary import alternatives, vocabulary, word_set, words

Amount = Found[Fraction | None]

# No amount is longer, and the patterns below take a time that grows with the square of the length.
_LONGEST = 200
_REMARK = re.compile(r"^(?P<amount>[^()]*\d[^()]*?)\s*\((?P<remark>[^()]*)\)\s*$")
_PLAIN = re.compile(r"\d+")
_SPACED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d{1,2})?")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMAED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

NEGATIVE = Wrong(
    Said("Ett belopp som är noll eller större.", "An amount that is zero or more."),
    Said(
        "Skriv beloppet utan minustecken. Är det en återbetalning hör den hemma i en egen kolumn.",
        "Write the amount without a minus sign. A repayment belongs in a column of its own.",
    ),
)


@cache
def _written() -> re.Pattern[str]:
    units = alternatives(vocabulary("amounts")["units"])
    about = alternatives(words("amounts", "about"))
    currency = alternatives((*words("amounts", "currency"), *words("amounts", "foreign")))
    return re.compile(
        rf"^(?P<about>{about})?\s*(?P<before>{currency})?\s*(?P<minus>[-−–])?\s*(?P<number>\d[\d .,'’]*?)"
        rf"\s*(?P<unit>{units})?\s*(?P<after>{currency})?$"
    )


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words('amounts', 'shared'))})\b")


def read_amount(cell: Cell, factor: int = 1, mark: Mark | None = None) -> Amount:
    """A cell of an amount column. `factor` is the unit of the column's heading (1000 for "tkr"), used where the cell has none.

    Read: 2 174 999 (any kind of space), 250.000, 1,234,567.50, 33 126 536,00, 400 000 kr, 181 567:-, 194 mkr, 300 tkr, a number
    with a remark in parentheses. A dot before three digits is a thousands mark, as in Swedish and German; one comma before exactly
    three digits is suggested to be one. Unknown words give `None` without a question; a sum that several projects share, another
    currency and text that is no amount give `None` with a doubt. A negative amount is wrong. Where the column's decimal `mark` has been
    told nothing is suggested: the text is read so, or it is a doubt.
    """
    if cell is None:
        return _UNKNOWN
    if isinstance(cell, str):
        return _read_text(cell, factor, mark)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        amount = Fraction(str(cell)) * factor
        return Found(amount) if amount >= 0 else Found(None, wrong=NEGATIVE)
    return _unreadable(text_of(cell))


_UNKNOWN: Amount = Found(None)


@lru_cache(maxsize=65536)
def _read_text(raw: str, factor: int, mark: Mark | None) -> Amount:
    text = clean(raw)
    folded = text.casefold()
    if folded in word_set("amounts", "unknown"):
        return _UNKNOWN
    if len(text) > _LONGEST:
        return _unreadable(f"{text[:_LONGEST]}…")
    if _shared().search(folded):
        return Found(None, Unclear("amount_shared_total", _said_shared(text), ("unknown", "amount")))
    remark = _REMARK.match(folded)
    written = _written().match(remark["amount"] if remark else folded)
    if written is None:
        return _negative_in_parentheses(folded) or _unreadable(text)
    found = _number(text, written, factor, mark)
    return Found(found.value, found.unclear, found.wrong, (*found.noted, _said_remark(text))) if remark else found


def _number(text: str, written: re.Match[str], factor: int, mark: Mark | None) -> Amount:
    foreign = word_set("amounts", "foreign")
    if written["before"] in foreign or written["after"] in foreign:
        return Found(None, Unclear("amount_currency", _said_currency(text), ("unknown", "amount")))
    unit = written["unit"]
    scale = int(vocabulary("amounts")["units"][unit]) if unit else 1 if written["after"] or written["before"] else factor
    number, unsure = _value(written["number"], scaled=scale > 1) if mark is None else _told(written["number"], mark)
    if number is None:
        return _unreadable(text) if mark is None else _against(text, mark)
    if written["minus"] and number:
        return Found(None, wrong=NEGATIVE)
    amount = number * scale
    if unsure:
        return Found(amount, Unclear("amount_separator", _said_separator(text, amount), ("suggested", "amount")))
    if written["about"]:
        return Found(amount, Unclear("amount_about", _said_about(text, amount), ("suggested", "unknown", "amount")))
    return Found(amount)


def _value(number: str, *, scaled: bool) -> tuple[Fraction | None, bool]:
    """The number, and whether its separator could be meant otherwise."""
    if _PLAIN.fullmatch(number):
        return Fraction(number), False
    if _SPACED.fullmatch(number):
        return Fraction(re.sub(r"[ '’]", "", number).replace(",", ".")), False
    if _ONE_GROUP.fullmatch(number):
        if scaled:
            return Fraction(number.replace(",", ".")), "." in number
        return Fraction(re.sub(r"[.,]", "", number)), "," in number
    if _DOTTED.fullmatch(number):
        return Fraction(number.replace(".", "").replace(",", ".")), False
    if _COMMAED.fullmatch(number):
        return Fraction(number.replace(",", "")), False
    return (Fraction(number.replace(",", ".")), False) if _DECIMAL.fullmatch(number) else (None, False)


def _told(number: str, mark: Mark) -> tuple[Fraction | None, bool]:
    digits = digits_in(number, mark)
    return (Fraction(digits) if digits else None), False


def _negative_in_parentheses(folded: str) -> Amount | None:
    """Book-keeping's way to write a negative amount: (5 000)."""
    inner = folded[1:-1].strip() if folded.startswith("(") and folded.endswith(")") else ""
    written = _written().match(inner) if inner else None
    return Found(None, wrong=NEGATIVE) if written and _value(written["number"], scaled=False)[0] else None


def _unreadable(text: str) -> Amount:
    said = Said(
        f'Beloppet står som "{text}". Det går inte att läsa som ett belopp, så vi lämnar beloppet okänt, inte 0.',
        f'The amount is written "{text}". It cannot be read as an amount, so we leave the amount unknown, not 0.',
    )
    return Found(None, Unclear("amount_unreadable", said, ("unknown", "amount")))


def _against(text: str, mark: Mark) -> Amount:
    sv, en = ("komma", "a comma") if mark is Mark.COMMA else ("punkt", "a point")
    said = Said(
        f'Beloppet står som "{text}". Med {sv} som decimaltecken går det inte att läsa, så vi lämnar beloppet okänt, inte 0.',
        f'The amount is written "{text}". With {en} as the decimal mark it cannot be read, so we leave the amount unknown, not 0.',
    )
    return Found(None, Unclear("amount_unreadable", said, ("unknown", "amount")))


def _said_shared(text: str) -> Said:
    return Said(
        f'Beloppet står som "{text}". Det är en summa för flera projekt. Vi lämnar beloppet okänt, inte 0.',
        f'The amount is written "{text}". It is a sum for several projects. We leave the amount unknown, not 0.',
    )


def _said_currency(text: str) -> Said:
    return Said(
        f'Beloppet står som "{text}", alltså inte i kronor. Vi räknar inte om valutor och lämnar beloppet okänt.',
        f'The amount is written "{text}", which is not in Swedish kronor. We convert no currencies and leave the amount unknown.',
    )


def _said_separator(text: str, amount: Fraction) -> Said:
    return Said(
        f'Beloppet står som "{text}". Vi läser det som {sek(amount)} kr, men tecknet kan betyda något annat.',
        f'The amount is written "{text}". We read it as SEK {sek(amount)}, but the separator may mean something else.',
    )


def _said_about(text: str, amount: Fraction) -> Said:
    return Said(
        f'Beloppet står som "{text}", alltså ungefärligt. Vi skriver {sek(amount)} kr som förslag.',
        f'The amount is written "{text}", that is, roughly. We write SEK {sek(amount)} as a suggestion.',
    )


def _said_remark(text: str) -> Said:
    return Said(
        f'Beloppet "{text}" har en anmärkning inom parentes. Vi läser talet; anmärkningen står kvar i källans text.',
        f'The amount "{text}" has a remark in parentheses. We read the number; the remark stays in the text of the source.',
    )


def sek(amount: Fraction) -> str:
    """Kronor in words of digits: thousands apart by spaces, öre after a comma only where there are any."""
    if amount.denominator == 1:
        return f"{amount.numerator:,}".replace(",", " ")
    return f"{float(amount):,.2f}".replace(",", " ").replace(".", ",")
