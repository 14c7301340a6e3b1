"""An invented portfolio of any size, in the columns of a real one, for measuring and for trying out.

Usage: python bench/portfolio_file.py ROWS OUT.csv|OUT.xlsx [--seed 1]
The same rows and seed give the same rows in both kinds of file.
"""

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    "id", "title", "owner", "owner_type", "financier", "granted_sek", "start", "end", "decided", "not_before", "not_after",
    "bounds_basis", "reach", "municipalities", "counties", "kind", "purpose_sv", "purpose_en", "contributions", "basis",
    "target_group", "source", "note",
)  # fmt: skip

COUNTIES = (
    "01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19", "20", "21", "22", "23", "24", "25",
)  # fmt: skip
MUNICIPALITIES = ("0180", "0380", "0480", "0484", "0580", "0680", "0780", "0880", "0980", "1280", "1380", "1480", "1780", "1880", "1980")
FOCUS_AREAS = ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4", "3.5")
SPLITS = (("1",), ("0.7", "0.3"), ("0.6", "0.4"), ("0.8",), ("0.5", "0.5"), ("0.7", "0.15", "0.15"), ("0.4", "0.3", "0.2"))
OWNER_KINDS = ("kommun", "region", "lärosäte", "företagsfrämjare", "myndighet", "ideell förening")
FINANCIERS = ("ERUF", "ESF+", "Regionala medel", "Vinnova", "Energimyndigheten", "Interreg")
KINDS = ("genomförande", "genomförande", "genomförande", "förstudie", "tekniskt stöd", "finansiellt instrument")
TARGETS = ("SMF", "företagare", "invånare", "studerande", "unga", "nyanlända", "offentliga bolag", "besöksnäring")
FIRST = ("Norra", "Södra", "Nya", "Gröna", "Öppna", "Digitala", "Växande", "Hållbara", "Samlade", "Långa")
THING = ("verkstaden", "slingan", "skogen", "hamnen", "mötet", "bryggan", "lärlingarna", "energin", "åkern", "byggnaden")
DOING = ("prövar", "bygger upp", "samlar", "beskriver", "utvecklar", "jämför", "sprider", "öppnar")
WHO = ("små företag", "tre kommuner", "lärare och elever", "en grupp forskare", "industrins underleverantörer", "unga i länet")
WHAT = ("nya arbetssätt", "en gemensam testmiljö", "kortare utbildningar", "lokala energilösningar", "öppna data", "fler exportaffärer")
WHY = ("så att fler kan växa", "för att minska utsläppen", "så att kompetensen räcker till", "för att nå nya marknader", "på lika villkor")
DOES = ("tests", "builds", "gathers", "describes", "develops", "compares", "spreads", "opens")
ENGLISH = ("new ways of working", "a shared test bed", "shorter courses", "local energy solutions", "open data", "more export deals")


def swedish(chance: random.Random, least: int) -> str:
    """Sentences of at least `least` characters."""
    text = ""
    while len(text) < least:
        text += f"Insatsen {chance.choice(DOING)} {chance.choice(WHAT)} tillsammans med {chance.choice(WHO)} {chance.choice(WHY)}. "
    return text.strip()


def english(chance: random.Random, least: int) -> str:
    """Sentences of at least `least` characters."""
    text = ""
    while len(text) < least:
        text += f"The effort {chance.choice(DOES)} {chance.choice(ENGLISH)} during {chance.randint(2, 40)} months. "
    return text.strip()


def contributions(chance: random.Random) -> str:
    """Focus areas with their shares, as in "1.3:0.7|2.2:0.15"; now and then none."""
    if chance.random() < 0.1:
        return ""
    split = chance.choice(SPLITS)
    return "|".join(f"{area}:{share}" for area, share in zip(chance.sample(FOCUS_AREAS, len(split)), split, strict=True))


def row(chance: random.Random, index: int) -> list[str | int | date | None]:
    """One invented initiative."""
    start = date(2014, 1, 1) + timedelta(days=chance.randrange(3650))
    dated = chance.random() < 0.9
    reach = chance.choice(("named", "county", "county", "nation"))
    counties = COUNTIES if reach == "nation" else tuple(sorted(chance.sample(COUNTIES, chance.randint(1, 5))))
    municipality = chance.choice(MUNICIPALITIES)
    owner_kind = chance.choice(OWNER_KINDS)
    return [
        f"P{index:07d}",
        f"{chance.choice(FIRST)} {chance.choice(THING)} {index}",
        f"{owner_kind.capitalize()} {chance.randrange(400)}",
        owner_kind,
        chance.choice(FINANCIERS),
        chance.randrange(50_000, 60_000_000) if chance.random() < 0.8 else None,
        start if dated else None,
        start + timedelta(days=chance.randrange(90, 1800)) if dated else None,
        start - timedelta(days=chance.randrange(10, 120)) if dated else None,
        None if dated else start,
        None if dated else start + timedelta(days=1500),
        "" if dated else "programperiod",
        reach,
        municipality if reach == "named" else counties[0],
        municipality[:2] if reach == "named" else "|".join(counties),
        chance.choice(KINDS),
        swedish(chance, 300),
        english(chance, 300),
        contributions(chance),
        chance.choice(("stated", "stated", "judged", "insufficient")),
        "|".join(chance.sample(TARGETS, chance.randint(1, 3))),
        "påhittat underlag",
        swedish(chance, 60) if chance.random() < 0.4 else "",
    ]  # fmt: skip


def rows(count: int, seed: int) -> Iterator[list[str | int | date | None]]:
    """`count` invented initiatives, the same for the same seed."""
    chance = random.Random(seed)
    return (row(chance, index) for index in range(1, count + 1))


def write_csv(path: Path, count: int, seed: int) -> None:
    """Semicolons, UTF-8, dates as ISO."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(rows(count, seed))


def write_xlsx(path: Path, count: int, seed: int) -> None:
    """One sheet; dates and amounts as real date and number cells."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Portfölj")
    sheet.append(HEADINGS)
    for cells in rows(count, seed):
        sheet.append([None if cell == "" else cell for cell in cells])
    book.save(path)


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    writers = {".csv": write_csv, ".xlsx": write_xlsx}
    if asked.out.suffix not in writers:
        parser.error("OUT must end in .csv or .xlsx")
    writers[asked.out.suffix](asked.out, asked.rows, asked.seed)


if __name__ == "__main__":
    main()
