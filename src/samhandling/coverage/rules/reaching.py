"""How far the material reaches, in words: what is loaded, what is left out, what waits for somebody."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from samhandling.ground.counting import capital, day_said, in_letters, listed
from samhandling.ground.said import Said


def reach_said(scopes: Sequence[Mapping[str, Any]], initiatives: int, on: date, decided: date | None, waiting: int = 0) -> list[Said]:
    """How far the material reaches, in the same view as what it says is missing. `decided`: when the strategy took force; `waiting`:
    efforts whose distribution nobody has confirmed.
    """
    if not scopes:
        return [Said("Inget underlag är inläst ännu.", "No material is loaded yet."), *_waiting(waiting)]
    said = [_loaded(scopes, initiatives), *_left_out(scopes), *_waiting(waiting)]
    said.append(
        Said('"Ingen känd insats" betyder alltså inte att inget gjordes.', '"No known effort" thus does not mean that nothing was done.')
    )
    if decided and on < decided:
        year = decided.year
        said.append(
            Said(
                f"Insatserna jämförs i efterhand med strategin från {year}.",
                f"The efforts are compared, in hindsight, with the strategy of {year}.",
            )
        )
    return said


def _loaded(scopes: Sequence[Mapping[str, Any]], initiatives: int) -> Said:
    named = [scope for scope in sorted(scopes, key=lambda scope: -int(scope.get("initiatives", 0))) if scope.get("source")]
    noun_sv, noun_en = ("insats", "initiative") if initiatives == 1 else ("insatser", "initiatives")
    head_sv, head_en = f"Så långt räcker underlaget: {initiatives} {noun_sv}", f"So far the material reaches: {initiatives} {noun_en}"
    if not named:
        return Said(f"{head_sv}, utan uppgift om källornas omfattning.", f"{head_en}, without word of what the sources cover.")
    first = named[0]
    most = int(first.get("initiatives", 0))
    day = day_said(date.fromisoformat(str(first["fetched"]))) if first.get("fetched") else None
    seen_sv, seen_en = (f" som källan såg ut den {day.sv}", f" as it stood on {day.en}") if day else ("", "")
    part_sv, part_en = (
        ("alla ", "all ") if most >= initiatives else ("de flesta ", "most ") if most * 2 > initiatives else (f"{most} ",) * 2
    )
    if initiatives == 1:
        part_sv = part_en = ""
    return Said(f"{head_sv}, {part_sv}ur {first['source']}{seen_sv}.", f"{head_en}, {part_en}from {first['source']}{seen_en}.")


def _waiting(number: int) -> list[Said]:
    """The efforts that count nowhere until a person has confirmed what the system has suggested."""
    if not number:
        return []
    said = capital(in_letters(number))
    if number == 1:
        return [
            Said(
                "En insats väntar på att någon bekräftar fördelningen, och räknas inte in i något insatsområde förrän det är gjort.",
                "One effort waits for somebody to confirm its distribution, and does not count in any focus area until that is done.",
            )
        ]
    return [
        Said(
            f"{said.sv} insatser väntar på att någon bekräftar fördelningen. Förslagen räknas inte in i något insatsområde förrän det är gjort.",
            f"{said.en} efforts wait for somebody to confirm their distribution. The suggestions count in no focus area until that is done.",
        )
    ]


def _left_out(scopes: Sequence[Mapping[str, Any]]) -> list[Said]:
    texts = list(dict.fromkeys(str(left["text"]) for scope in scopes for left in scope.get("left_out", [])))
    if not texts:
        return []
    several = listed(texts)
    return [Said(f"Inte inläst: {several.sv}.", f"Not loaded: {several.en}.")]
