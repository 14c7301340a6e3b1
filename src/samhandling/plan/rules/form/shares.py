"""What it contributes to: focus areas with shares in per cent, and the aspects that it is about."""

import re
from fractions import Fraction

from samhandling.ground.said import Said
from samhandling.plan.rules.form.texts import Around, Reading, Texts, many, one
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Basis, ContributionSource
from samhandling.plan.rules.words import percent

INSIDE, OUTSIDE, UNJUDGED = "inside", "outside", "unjudged"
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(?:%|procent|per cent|percent)?")


def shares_texts(values: Plain, around: Around) -> Texts:
    """The fields of the distribution: inside, outside or not judged; then each focus area with share and aspects."""
    shares = values["shares"]
    judged = values["basis"] in (Basis.STATED, Basis.JUDGED)
    texts: dict[str, tuple[str, ...]] = {"shares": (INSIDE if shares else OUTSIDE if judged else UNJUDGED,)}
    named = {share["focus_area"] for share in shares}
    if shares:
        texts["area"] = tuple(area for area in around.aspects if area in named)
    for share in shares:
        area = share["focus_area"]
        texts[f"share-{area}"] = ("" if share["share"] is None else percent(share["share"]),)
        texts[f"aspect-{area}"] = tuple(share["aspects"])
    return texts


def read_distribution(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The distribution. An area counts as chosen when it is ticked, has a share, or has an aspect ticked.

    One area alone without a share is the whole; several must all have shares, or none. Who wrote it is a person; what was not touched
    keeps its source and its confirmation.
    """
    how = one(texts, "shares")
    was = [share["focus_area"] for share in before["shares"] if share["focus_area"] in around.aspects]
    chosen = [area for area in dict.fromkeys((*was, *around.aspects)) if _is_chosen(area, texts)]
    if how in (OUTSIDE, UNJUDGED):
        into.values.update({"basis": (Basis.JUDGED if how == OUTSIDE else Basis.INSUFFICIENT).value, "shares": []})
        if chosen:
            expected = Said("Insatsområden är ifyllda, men du har valt att insatsen inte bidrar till något.",
                            "Focus areas are filled in, but you have chosen that it contributes to none.")  # fmt: skip
            into.wrong("shares", "", expected, Said("Töm dem, eller välj det första alternativet.", "Clear them, or choose the first."))
        return
    if not chosen:
        expected = Said("Minst ett insatsområde.", "At least one focus area.")
        way_out = Said("Kryssa för ett, eller välj att insatsen ligger utanför.", "Tick one, or choose that it lies outside.")
        into.wrong("shares", "", expected, way_out)
    now = {share["focus_area"]: share for share in before["shares"]}
    found = [_share(area, texts, now.get(area), around, into) for area in chosen]
    if len(found) == 1 and found[0]["share"] is None:
        found[0]["share"] = "1"
    _all_or_none(found, texts, into)
    into.values.update({"basis": Basis.JUDGED.value, "shares": found})


def _is_chosen(area: str, texts: Texts) -> bool:
    return area in many(texts, "area") or bool(one(texts, f"share-{area}") or many(texts, f"aspect-{area}"))


def _share(area: str, texts: Texts, now: Plain | None, around: Around, into: Reading) -> Plain:
    text = one(texts, f"share-{area}")
    number = now["share"] if now and text == ("" if now["share"] is None else percent(now["share"])) else _read(text, area, into)
    ticked = set(many(texts, f"aspect-{area}"))
    aspects = [aspect for aspect in around.aspects[area] if aspect in ticked]
    if now and now["share"] == number and set(now["aspects"]) == ticked:
        return {**now}
    return {"focus_area": area, "share": number, "aspects": aspects, "source": ContributionSource.PERSON.value, "confirmed": False}


def _read(text: str, area: str, into: Reading) -> str | None:
    if not text:
        return None
    found = _NUMBER.fullmatch(text.casefold())
    part = Fraction(found[1].replace(",", ".")) / 100 if found else None
    if part is None or not 0 <= part <= 1:
        expected = Said("En andel mellan 0 och 100 procent, till exempel 40.", "A share between 0 and 100 per cent, for instance 40.")
        into.wrong(f"share-{area}", text, expected, Said("Rätta andelen.", "Correct the share."))
        return None
    return str(part)


def _all_or_none(found: list[Plain], texts: Texts, into: Reading) -> None:
    """Half-known shares say nothing of the rest."""
    unknown = [share["focus_area"] for share in found if share["share"] is None and not one(texts, f"share-{share['focus_area']}")]
    if not unknown or len(unknown) == len(found):
        return
    for area in unknown:
        expected = Said(f"En andel för {area} också, när andra områden har andelar.", f"A share of {area} too, as other areas have shares.")
        into.wrong(f"share-{area}", "", expected, Said("Skriv den, eller töm alla andelar.", "Write it, or clear all shares."))
