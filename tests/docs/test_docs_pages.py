"""The pages say what is so: commands and options exist, links lead somewhere, versions agree, and nothing of a workplace is in them."""

import re
import tomllib
from pathlib import Path

import pytest

import samhandling
from pages import PAGES, README, ROOT, anchors, code_lines, command_of, command_tree, links, mentioned, spans, text_of, written_commands

FOREIGN_TO_THE_PROJECT = re.compile(r"#\d+\b|(?<![\w.])/(?:home|root|mnt|opt|Users)/")
WRITTEN = [(page, line, words) for page in PAGES for line, words in written_commands(page)]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.parametrize(("page", "line", "words"), WRITTEN, ids=[f"{page.name}: {line[:60]}" for page, line, _ in WRITTEN])
def test_a_command_that_is_written_exists_with_its_options(page: Path, line: str, words: str) -> None:
    name = command_of(words)
    assert name, f"{page.name}: {line}"
    known = {option for parameter in command_tree()[name].params for option in parameter.opts}
    assert set(re.findall(r"(?<=\s)--?[a-z][\w-]*", words)) <= known | {"--help"}


def test_commands_are_written_at_all() -> None:
    assert {page.name for page, _, _ in WRITTEN} >= {"README.md", "coverage.md", "importing.md", "strategy-file.md"}


def test_the_readme_names_every_command() -> None:
    assert set(command_tree()) - mentioned(README) == set()


def groups() -> set[str]:
    """The first words of commands that have a second."""
    return {name.partition(" ")[0] for name in command_tree() if " " in name}


def test_a_command_that_does_not_exist_is_not_found() -> None:
    assert command_of("portfolio import file.csv") == "portfolio import"
    assert command_of("portfolio export") is None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    for address in links(page):
        if re.match(r"https?:|mailto:", address):
            continue
        path, _, anchor = address.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), address
        assert not anchor or anchor in anchors(target), address


def test_the_index_leads_to_every_page() -> None:
    led = {(ROOT / "docs" / address.partition("#")[0]).resolve() for address in links(ROOT / "docs" / "README.md")}
    assert {page for page in (ROOT / "docs").glob("*.md") if page.name != "README.md"} <= led


@pytest.mark.parametrize("page", [*PAGES, ROOT / "publiccode.yml", ROOT / "docs" / "promises.toml"], ids=lambda page: page.name)
def test_nothing_of_a_workplace_is_in_it(page: Path) -> None:
    assert FOREIGN_TO_THE_PROJECT.findall(text_of(page)) == []


def test_the_changes_tell_of_this_version() -> None:
    assert f"## [{samhandling.__version__}]" in text_of(ROOT / "CHANGELOG.md")


def test_the_version_is_one() -> None:
    assert PROJECT["version"] == samhandling.__version__


def test_the_readme_names_every_variable_that_the_product_reads() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"SAMHANDLING_[A-Z_]+[A-Z]|DATABASE_URL", code))
    assert read - set(spans(text_of(README))) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_named_in_a_sentence_exists(page: Path) -> None:
    named = [span.removeprefix("samhandling ") for span in spans(text_of(page)) if re.match(r"samhandling [a-z]", span)]
    assert [words for words in named if command_of(words) is None and words.split()[0] not in groups()] == []


def test_every_target_of_make_that_is_written_is_one() -> None:
    written = [code for page in PAGES for code in (*code_lines(page), *spans(text_of(page)))]
    targets = {found[1] for code in written if (found := re.search(r"(?:^|\s)make ([a-z]+)", code))}
    assert targets >= {"demo", "test"}
    assert targets <= set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))


def test_the_readme_tells_where_data_lie_and_under_which_licence() -> None:
    assert {"SAMHANDLING_HOME", "DATABASE_URL"} <= set(spans(text_of(README)))
    assert f"[{PROJECT['license']}](LICENSE)" in text_of(README)
