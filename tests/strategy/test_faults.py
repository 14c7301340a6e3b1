"""Every fault of a strategy file is found, at once, with its line and a way out."""

import pytest

from samhandling.ground.faults import Fault, Refused
from samhandling.strategy.rules.check import check, decode
from strategy.strategy_texts import COUNTY, WITH_ASPECTS, changed

KNOWN = {"mal": {"7", "8"}}


def faults_of(text: str) -> tuple[Fault, ...]:
    with pytest.raises(Refused) as refused:
        check(text, "prov.toml", frameworks=KNOWN)
    return refused.value.faults


def line_with(text: str, marker: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if marker in line)


# (what is wrong, old, new, a marker on the faulty line, part of what is read, part of what is said)
TABLE = [
    ("id given twice", 'id = "2"', 'id = "1"', '" #2', "1", "står redan på rad 19"),
    ("aspect id given twice", '"1.b"', '"1.a"', 'sv = "b"', "1.a", "står redan på rad"),
    ("aspect with the id of a node", '"1.b"', '"2"', '" #2', "2", "står redan på rad 25"),
    ("level id given twice", 'id = "del"', 'id = "omrade"', "aspect-level", "omrade", "står redan på rad"),
    ("unknown level", 'level = "omrade"\nname.sv = "Två"', 'level = "omraden"\nname.sv = "Två"', "omraden", "omraden", "Menade du omrade?"),
    (
        "aspect as a node",
        'level = "omrade"\nname.sv = "Två"',
        'level = "del"\nname.sv = "Två"',
        'level = "del"',
        "del",
        "inte som egna noder",
    ),
    ("no focus level", "focus = true", "focus = false", "[[levels]]", "levels", "Ingen nivå är märkt"),
    ("two focus levels", "aspect = true", "focus = true", "focus = true # second", "del", "Två nivåer"),
    ("unknown key", "aliases = [", "alias = [", "alias = [", "alias", "Menade du aliases?"),
    ("unknown key with no likeness", 'name.sv = "Två"', 'name.sv = "Två"\nxyzzy = 1', "xyzzy", "xyzzy", "Ta bort raden"),
    (
        "key of the file in a node",
        'name.sv = "Två"',
        'name.sv = "Två"\nedition = "2"',
        'edition = "2"',
        "edition",
        "flytta raden till filens början",
    ),
    ("unknown key of an aspect", 'sv = "b"', 'sv = "b", namn = "b"', 'sv = "b"', "namn", "Nyckeln finns inte"),
    ("no Swedish name", 'name.sv = "Två"', 'name.en = "Two"', 'name.en = "Two"', "2", "name.sv saknas"),
    ("no name at all", 'name.sv = "Två"', "", "[[nodes]] #2", "2", "name.sv saknas"),
    ("empty Swedish name", 'name.sv = "Två"', 'name.sv = ""', 'name.sv = ""', "", "Texten är tom"),
    ("no Swedish title", 'title.sv = "Liten"', 'title.en = "Small"', "title.en", "prov.toml", "title.sv saknas"),
    ("name without language", 'name.sv = "Två"', 'name = "Två"', 'name = "Två"', "Två", "name.sv ="),
    ("aspect without Swedish name", '{ id = "1.b", sv = "b" }', '{ id = "1.b", en = "b" }', '"1.b"', "1.b", "sv saknas"),
    ("id with a space", 'id = "2"', 'id = "nummer 2"', "nummer 2", "nummer 2", "Ett id består av"),
    ("id as a number", 'id = "2"', "id = 2", "id = 2", "2", "Här ska stå en text"),
    ("file id with capitals", 'id = "liten"', 'id = "Liten"', 'id = "Liten"', "Liten", "små bokstäver"),
    ("kind that does not exist", 'kind = "strategy"', 'kind = "plan"', "kind =", "plan", "strategy eller framework"),
    ("weight above 1", "weight = 0.5", "weight = 1.5", "weight =", "1.5", "mellan 0 och 1"),
    ("weight below 0", "weight = 0.5", "weight = -0.1", "weight =", "-0.1", "mellan 0 och 1"),
    ("link kind that does not exist", "weight = 0.5", 'kind = "loves"', "links =", "loves", "contributes eller depends"),
    ("link to a node that is not there", 'node = "7"', 'node = "70"', "links =", "70", "Välj bland 7, 8"),
    ("link to its own document", 'framework = "mal"', 'framework = "liten"', "links =", "liten", "annat dokument"),
    ("alias used twice", 'name.sv = "Två"', 'name.sv = "Två"\naliases = ["uno"]', 'aliases = ["uno"]', "uno", "hör redan till 1 på rad"),
    (
        "alias that is another's name",
        'name.sv = "Två"',
        'name.sv = "Två"\naliases = ["ETT"]',
        'aliases = ["ETT"]',
        "ETT",
        "hör redan till 1 på rad",
    ),
    ("list as a text", 'aliases = ["En", "Uno"]', 'aliases = "En"', 'aliases = "En"', "En", "Här ska stå en lista"),
    ("day as a word", "valid.from = 2025-01-01", 'valid.from = "i år"', "valid.from", "i år", "Här ska stå ett datum"),
    (
        "last day before the first",
        "valid.from = 2025-01-01",
        "valid.from = 2025-01-01\nvalid.to = 2024-12-31",
        "valid.to",
        "2024-12-31",
        "före den första",
    ),
    ("strategy without validity", "valid.from = 2025-01-01", "", "id =", "liten", "valid.from saknas"),
    ("place that is no code", 'edition = "1"', 'edition = "1"\nplace = "99"', "place =", "99", "ingen platskod"),
    ("place by its name", 'edition = "1"', 'edition = "1"\nplace = "Gotland"', "place =", "Gotland", 'Menade du "09"'),
    ("yes and no in words", "focus = true", 'focus = "kanske"', "focus =", "kanske", "true eller false"),
    ("quotation mark not closed", 'name.sv = "Två"', 'name.sv = "Två', 'name.sv = "Två', 'name.sv = "Två', "inte avslutad"),
    (
        "quotation marks in a text",
        'name.sv = "Två"',
        'name.sv = "Det "andra" området"',
        "andra",
        'name.sv = "Det "andra',
        "Citattecken inne i en text",
    ),
    ("bracket not closed", 'aliases = ["En", "Uno"]', 'aliases = ["En", "Uno"', "aliases", "aliases", "inte avslutad"),
    ("value without quotation marks", 'name.sv = "Två"', "name.sv = Två", "name.sv = Två", "name.sv = Två", "inom citattecken"),
    ("key twice", 'edition = "1"', 'edition = "1"\nedition = "2"', 'edition = "2"', "edition", "står två gånger"),
    ("no such day", "valid.from = 2025-01-01", "valid.from = 2025-02-30", "valid.from", "2025-02-30", "inget datum som finns"),
    ("a line that is no line", 'edition = "1"', 'edition = "1"\nhej hej', "hej hej", "hej hej", "går inte att läsa"),
    ("heading not closed", '[[levels]]\nid = "del"', '[[levels]\nid = "del"', "[[levels] #", "[[levels]", ""),
]


def marked(text: str) -> str:
    """Comments that tell apart lines which read the same."""
    text = text.replace('[[nodes]]\nid = "2"', '[[nodes]] #2\nid = "2" #2').replace(
        '[[levels]]\nid = "del"', '[[levels]] #\nid = "del" # aspect-level'
    )
    return text.replace("aspect = true", "aspect = true # second")


@pytest.mark.parametrize(("old", "new", "marker", "read", "said"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_it_finds_the_fault_on_its_line(old: str, new: str, marker: str, read: str, said: str) -> None:
    old, new = (text.replace("[[levels]\n", "[[levels] #\n").replace("[[levels]]\n", "[[levels]] #\n") for text in (old, new))
    text = changed(marked(WITH_ASPECTS), (old, new))
    faults = faults_of(text)
    fault = faults[0]
    assert fault.location.file == "prov.toml"
    assert fault.location.line == line_with(text, marker)
    assert read in fault.read
    assert said in f"{fault.expected.sv} {fault.way_out.sv}"
    assert fault.way_out.sv
    assert fault.way_out.en
    assert len(faults) == 1, [str(other) for other in faults]


def test_the_texts_that_the_table_starts_from_have_no_fault() -> None:
    assert check(marked(WITH_ASPECTS), "prov.toml", frameworks=KNOWN) == check(WITH_ASPECTS, "prov.toml", frameworks=KNOWN)
    assert len(check(COUNTY, "prov.toml").focus_areas) == 5


# The same for a tree of three levels.
TREE = [
    ("dangling parent like one of the wrong level", 'parent = "B2"', 'parent = "B2x"', 'parent = "B2x"', "B2x", "Menade du B2?"),
    (
        "level of aspects above the focus level",
        'id = "mal"',
        'id = "mal"\naspect = true',
        "aspect = true",
        "mal",
        "direkt under fokusnivån",
    ),
    (
        "level of aspects that is not last",
        'id = "delstrategi"\n',
        'id = "delstrategi"\naspect = true\n',
        "aspect = true",
        "delstrategi",
        "står sist",
    ),
    ("dangling parent", 'parent = "B2"', 'parent = "B3"', 'parent = "B3"', "B3", "Välj bland A1, B1, B2,"),
    ("parent two levels up", 'parent = "B2"', 'parent = "B"', "B2a", "B", "ovanför prioritering kommer delstrategi"),
    ("no parent", 'parent = "B2"\n', "", "B2a", "prioritering", "ska ha en förälder"),
    ("parent of the topmost", 'level = "mal"', 'level = "mal"\nparent = "B"', 'parent = "B"', "B", "den översta"),
    (
        "aspects where there are none",
        'parent = "B2"',
        'parent = "B2"\naspects = [{ id = "x", sv = "x" }]',
        "aspects =",
        "B2a",
        "aspect = true",
    ),
]


@pytest.mark.parametrize(("old", "new", "marker", "read", "said"), [row[1:] for row in TREE], ids=[row[0] for row in TREE])
def test_it_finds_what_is_wrong_in_the_tree(old: str, new: str, marker: str, read: str, said: str) -> None:
    text = changed(COUNTY, (old, new))
    (fault,) = faults_of(text)
    assert abs((fault.location.line or 0) - line_with(text, marker)) <= 2
    assert read in fault.read
    assert said in f"{fault.expected.sv} {fault.way_out.sv}"


def test_it_tells_all_faults_at_once_in_the_order_of_their_lines() -> None:
    text = changed(
        COUNTY,
        ('place = "23"', 'place = "99"'),
        ('name.sv = "Nära service"', 'name.sv = "Nära service'),
        ("aliases = [", "aliasses = ["),
        ("weight = 0.25", "weight = 25"),
        ('parent = "B2"', 'parent = "B9"'),
        ('name.sv = "Läsa vidare på hemorten"', "name.sv = Läsa vidare"),
    )
    faults = faults_of(text)
    assert [fault.read for fault in faults] == ["99", 'name.sv = "Nära service', "aliasses", "25", "B9", "name.sv = Läsa vidare"]
    assert [fault.location.line for fault in faults] == sorted(fault.location.line or 0 for fault in faults)


def test_a_line_that_cannot_be_read_is_not_also_called_missing() -> None:
    (fault,) = faults_of(changed(COUNTY, ('id = "B2"\n', 'id = "B2\n')))
    assert fault.read == 'id = "B2'


def test_two_faults_in_one_section_are_both_told() -> None:
    faults = faults_of(
        changed(
            COUNTY, ('level = "delstrategi"\nparent = "A"\nname.sv = "Nära service"', 'level = delstrategi\nparent = "A"\nname.sv = Nära')
        )
    )
    assert [fault.read for fault in faults] == ["level = delstrategi", "name.sv = Nära"]


@pytest.mark.parametrize("text", ["", "\n\n", "# bara en kommentar\n"])
def test_an_empty_file_says_so(text: str) -> None:
    (fault,) = faults_of(text)
    assert fault.expected.sv == "Filen är tom."


def test_a_file_of_another_sort_gives_one_fault_not_one_a_line() -> None:
    assert len(faults_of("namn;belopp\nett;1\ntvå;2\n" * 50)) == 1
    assert len(faults_of("namn = ett\nbelopp = 1 kr\n" * 50)) == 1


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    written = ("\ufeff" + COUNTY.replace("\n", "\r\n")).encode()
    assert check(decode(written, "prov.toml"), "prov.toml") == check(COUNTY, "prov.toml")


def test_a_file_in_another_encoding_is_refused_with_the_line() -> None:
    with pytest.raises(Refused) as refused:
        decode(COUNTY.encode("latin-1"), "prov.toml")
    (fault,) = refused.value.faults
    assert fault.location.line == 1
    assert "UTF-8" in fault.way_out.sv
