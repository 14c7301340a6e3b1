"""Money: what was applied for, granted, co-financed, paid out and paid back, each row with its financier."""

from samhandling.ground.said import Said
from samhandling.plan.rules.amounts import read_amount
from samhandling.plan.rules.form.texts import Around, Reading, Texts, one
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import MoneyKind
from samhandling.plan.rules.words import kronor

MOST_ROWS = 60
UNKNOWN = Said("okänt", "unknown")


def money_texts(values: Plain, around: Around) -> Texts:
    """A row for each amount: kind, financier, amount. An amount that nobody knows says so."""
    texts: dict[str, tuple[str, ...]] = {}
    for index, grant in enumerate(values["grants"]):
        financier = grant["financier"]
        texts[f"grant-{index}-kind"] = (grant["kind"],)
        texts[f"grant-{index}-financier"] = (around.names.get(financier, financier),)
        texts[f"grant-{index}-amount"] = (kronor(grant["amount"]) or UNKNOWN.in_(around.language),)
    return texts


def rows_of_money(texts: Texts) -> list[int]:
    """The numbers of the rows that a form has."""
    found = {int(part) for name in texts if name.startswith("grant-") and (part := name.split("-")[1]).isdecimal() and len(part) < 4}
    return sorted(found)


def _financiers(before: Plain, around: Around) -> dict[str, str]:
    """The name of each financier that an amount already has → how it is stored; a new one is stored as it is written."""
    return {around.names.get(grant["financier"], grant["financier"]): grant["financier"] for grant in before["grants"]}


def read_grants(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """Every row with something in it. A row whose financier and amount are both empty is taken away."""
    found, known = [], _financiers(before, around)
    for row in rows_of_money(texts)[:MOST_ROWS]:
        kind, financier, amount = (one(texts, f"grant-{row}-{part}") for part in ("kind", "financier", "amount"))
        if not financier and not amount:
            continue
        if kind not in list(MoneyKind):
            expected = Said("Vad för slags pengar det är.", "What kind of money it is.")
            into.wrong(f"grant-{row}-kind", kind, expected, Said("Välj i listan.", "Choose in the list."))
        number = into.clear(read_amount(amount or None), f"grant-{row}-amount", amount)
        if number is not None and number * 100 % 1:
            expected = Said("Kronor, med högst två decimaler.", "Kronor, with at most two decimals.")
            into.wrong(f"grant-{row}-amount", amount, expected, Said("Avrunda till hela ören.", "Round it to whole öre."))
        found.append({"financier": known.get(financier, financier), "kind": kind, "amount": None if number is None else str(number)})
    if len(rows_of_money(texts)) > MOST_ROWS:
        expected = Said(f"Högst {MOST_ROWS} rader.", f"At most {MOST_ROWS} rows.")
        into.wrong("grants", "", expected, Said("Slå ihop några av dem.", "Put some of them together."))
    into.values["grants"] = found
