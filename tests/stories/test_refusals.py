"""Every wrong turn ends in words that tell what to do: exit code 1, no traceback, nothing changed."""

import re
from pathlib import Path

import pytest

from stories.installed import PORTFOLIO, SORMLAND, Installation, write_csv

HEADINGS = ("id", "title", "owner", "start", "end", "granted", "contributions")
ROW = ("Z1", "Prov", "Region X", "2018-01-01", "2018-12-31", "1000", "2.2")

# The words of the command; what the answer has to hold.
TURNS: list[tuple[tuple[str, ...], str]] = [
    (("portfolio", "import", "finns-inte.csv"), "finns-inte.csv"),
    (("portfolio", "import", "."), "inte en mapp"),
    (("portfolio", "import", "tom.csv"), "tom.csv"),
    (("portfolio", "import", "bild.png"), "bild.png"),
    (("portfolio", "import", "utan-rubriker.csv"), "rubriker"),
    (("portfolio", "import", "god.csv", "--mapping", "finns-inte.toml"), "finns-inte.toml"),
    (("portfolio", "import", "god.csv", "--mapping", "trasig.toml"), "trasig.toml"),
    (("portfolio", "import", "god.csv", "--mapping", "fel-falt.toml"), "contributions"),
    (("portfolio", "import", "god.csv", "--mapping", "annan-kolumn.toml"), "title"),
    (("portfolio", "import", "god.csv", "--mapping", "bild.png"), "bild.png"),
    (("portfolio", "import", "god.csv", "--fetched", "2016-13-01"), "ÅÅÅÅ-MM-DD"),
    (("portfolio", "import", "god.csv", "--strategy", "okand"), SORMLAND),
    (("portfolio", "import", "fel.csv"), "rad 2"),
    (("portfolio", "mapping", "finns-inte.csv"), "finns-inte.csv"),
    (("portfolio", "undo", "99"), "portfolio runs"),
    (("portfolio", "chains", "--confirm", "A"), "A1,A2"),
    (("portfolio", "chains", "--confirm", "A,B"), "portfolio chains"),
    (("actors", "import", "finns-inte.csv"), "finns-inte.csv"),
    (("actors", "import", "god.csv"), "name"),
    (("actors", "import", "aktorer-fel.csv"), "rad 3"),
    (("strategy", "load", "okand"), SORMLAND),
    (("strategy", "load", "finns-inte.toml"), "finns-inte.toml"),
    (("strategy", "check", "trasig.toml"), "trasig.toml"),
    (("strategy", "show", "okand"), SORMLAND),
    (("coverage", "--on", "2018-02-30"), "2018-06-30"),
    (("coverage", "--on", "igår"), "ÅÅÅÅ-MM-DD"),
    (("coverage", "--known-on", "x"), "--known-on"),
    (("coverage", "--place", "99"), "0484"),
    (("coverage", "--strategy", "okand"), SORMLAND),
    (("coverage", "--from", "2019-01-01", "--to", "2018-01-01"), "börja innan den slutar"),
    (("coverage", "--approve", "finns-inte"), "ärendenummer"),
    (("coverage", "--end", "20200336"), "2019-06-30"),
    (("coverage", "--rules", "finns-inte.toml"), "finns-inte.toml"),
    (("coverage", "--rules", "trasig.toml"), "trasig.toml"),
    (("coverage", "--population", "god.csv"), "kod;personer"),
    (("coverage", "--format", "json", "--output", "finns-inte/laget.json"), "mappen"),
    (("coverage", "--format", "xlsx", "--output", "finns-inte/laget.xlsx"), "mappen"),
    (("why", "9.9", "active"), "9.9"),
    (("why", "1.3", "skonhet"), "skonhet"),
    (("judge", "9.9", "--verdict", "handled_elsewhere", "--reason", "x", "--name", "y"), "9.9"),
    (("judge", "1.3"), "handled_elsewhere"),
    (("initiative", "show", "finns-inte"), "initiative list"),
    (("initiative", "correct", "20200336", "farg", "röd"), "contributions"),
    (("initiative", "correct", "20200336", "end", "31 juni 2018"), "31 juni 2018"),
    (("initiative", "correct", "20200336", "note", "x", "--version", "7"), "version 1"),
    (("initiative", "merge", "20200336", "--into", "20200336"), "olika"),
    (("initiative", "part", "20200336"), "slagits ihop"),
    (("doubts", "settle", "999", "keep"), "doubts list"),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What somebody may have lying around."""
    folder = tmp_path_factory.mktemp("filer")
    write_csv(folder / "god.csv", HEADINGS, ROW)
    write_csv(folder / "fel.csv", HEADINGS, (*ROW[:3], "2019-01-01", "2018-01-01", "1000", "2.2"))
    write_csv(folder / "utan-rubriker.csv", ("a", "b"), ("c", "d"))
    write_csv(folder / "aktorer-fel.csv", ("id", "name"), ("a-b", "Bra"), ("", "Utan id"), ("a b!", "Mellanslag"), ("a-b", "Igen"))
    (folder / "tom.csv").write_bytes(b"")
    (folder / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (folder / "trasig.toml").write_text("columns = {", "utf-8")
    (folder / "fel-falt.toml").write_text('[columns]\n"title" = "rubrik"\n', "utf-8")
    (folder / "annan-kolumn.toml").write_text('[columns]\n"Projektets namn" = "title"\n', "utf-8")
    return folder


@pytest.fixture(scope="module")
def settled(demo: Installation, files: Path) -> Installation:
    """The demo itself, since nothing here may change it."""
    return Installation(demo.home, files, demo.database)


@pytest.mark.parametrize(("words", "told"), TURNS, ids=[" ".join(words) for words, _ in TURNS])
def test_a_wrong_turn_tells_the_way_out_and_changes_nothing(settled: Installation, words: tuple[str, ...], told: str) -> None:
    answer = settled.ask(*words)
    assert answer.code == 1, answer.words
    assert "Traceback" not in answer.words
    assert told in answer.words
    assert answer.err.startswith("Inget har ändrats.")


def test_nothing_was_changed_by_all_that(settled: Installation) -> None:
    assert len(settled.json("initiative", "list")) == 68
    assert len(settled.json("portfolio", "runs")) == 1


def test_all_faults_of_a_file_are_told_at_once(begun: Installation) -> None:
    rows = [(f"Z{n}", "Prov", "Region X", "2019-01-01", "2018-01-01", "1000", "2.2") for n in range(3)]
    write_csv(begun.folder / "fel.csv", HEADINGS, *rows)
    answer = begun.ask("portfolio", "import", "fel.csv")
    assert "3 fel att rätta" in answer.words
    assert [int(row) for row in re.findall(r"rad (\d+)", answer.err)] == [2, 3, 4]


def test_without_a_strategy_it_says_how_to_load_one(installation: Installation) -> None:
    for words in (("coverage",), ("portfolio", "import", PORTFOLIO), ("initiative", "show", "X")):
        answer = installation.ask(*words)
        assert (answer.code, "samhandling strategy load" in answer.words) == (1, True)


@pytest.mark.parametrize("words", [("coverage", "--form", "x"), ("portfolio", "undo", "x"), ("nonsens",), ("doubts", "settle")])
def test_words_that_are_no_command_end_with_2(settled: Installation, words: tuple[str, ...]) -> None:
    answer = settled.ask(*words)
    assert (answer.code, "Traceback" in answer.words) == (2, False)


# Words of the commands' own Swedish sentences and headings; names and descriptions of the region stay as they are written.
SWEDISH = re.compile(
    r"\b(?:inget|insatser|insatsen|frågor|ärende|namn|rad|raderna|läget|saknas|pågår|delvis|okänd|okänt|ändrade|ändrad|nya|lika|"
    r"filen|kolumn|kolumner|belopp|fördelning|inläst|ångra|ångrad|skäl|regel|källa|ägare|länsvitt|enligt|och|eller|inte|som)\b",
    re.IGNORECASE,
)
COMMANDS = [
    ("portfolio", "import", "engelsk.csv", "--dry-run"),
    ("portfolio", "runs"),
    ("doubts", "list"),
    ("portfolio", "chains"),
    ("portfolio", "undo", "99"),
    ("initiative", "show", "E1"),
    ("initiative", "correct", "E1", "end", "someday"),
    ("coverage", "--place", "99"),
    ("doubts", "settle", "999", "keep"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=[" ".join(words) for words in COMMANDS])
def test_in_english_nothing_of_its_own_is_swedish(english: Installation, words: tuple[str, ...]) -> None:
    answer = english.ask(*words)
    assert SWEDISH.findall(answer.out + answer.err) == []


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> "Installation":
    """A county where somebody works in English, with doubts and chains of its own."""
    from strategy.strategy_texts import COUNTY_FILE

    place = tmp_path_factory.mktemp("english")
    made = Installation(place / "home", place, None, {"SAMHANDLING_LANGUAGE": "en"})
    made.do("strategy", "load", COUNTY_FILE)
    headings = ("id", "title", "owner", "start", "end", "amount", "focus area", "municipality", "type", "note")
    write_csv(
        place / "engelsk.csv",
        headings,
        ("E1", "Pre-study The Bus", "Example Region", "2025-01-01", "2025-12-31", "part of 60 million", "A1a | B1a", "Åre", "", ""),
        ("E2", "The Bus", "Example Region", "2026-01-01", "2027-12-31", "1 200 000", "A1a", "Atlantis", "", "follows on E1"),
        ("E2", "The Bus", "Example Region", "2026-01-01", "2027-12-31", "1 200 001", "A1a", "Åre", "", ""),
        ("Sum", "", "", "", "", "2 400 001", "", "", "", ""),
    )
    made.do("portfolio", "import", "engelsk.csv")
    return made
