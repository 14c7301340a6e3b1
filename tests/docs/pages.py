"""What the project says of itself, cut into what a test can hold it to: code blocks, links, headings, commands."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import typer.main

from samhandling.cli.main import commands

Command = Callable[..., str]
"""Runs one command and gives what it prints."""

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = tuple(sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "demo").glob("*.md")]))

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:^    .*\n)+", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_SPAN = re.compile(r"`([^`\n]+)`")


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def fenced(page: Path, kind: str) -> list[str]:
    """The fenced blocks of a kind ("text", "toml")."""
    return [body for found, body in _FENCED.findall(text_of(page)) if found == kind]


def code_lines(page: Path) -> Iterator[str]:
    """Every line of code: fenced, or indented by four."""
    text = text_of(page)
    for _, body in _FENCED.findall(text):
        yield from body.splitlines()
    for block in _INDENTED.findall(_FENCED.sub("", text)):
        yield from (line.strip() for line in block.splitlines())


def spans(text: str) -> list[str]:
    """What stands between single backticks."""
    return _SPAN.findall(text)


def links(page: Path) -> list[str]:
    """Addresses of links, code left out."""
    return _LINK.findall(_SPAN.sub("", _FENCED.sub("", text_of(page))))


def anchors(page: Path) -> set[str]:
    """The names under which the page's headings can be linked to."""
    headings = re.findall(r"^#+ (.*)$", _FENCED.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@cache
def command_tree() -> dict[str, Any]:
    """Every command by its words ("strategy load"), as click knows it; a group has an entry where it does something by itself."""
    found: dict[str, Any] = {}

    def walk(group: Any, before: tuple[str, ...]) -> None:
        for name, one in group.commands.items():
            if hasattr(one, "commands"):
                walk(one, (*before, name))
            if not hasattr(one, "commands") or one.invoke_without_command:
                found[" ".join((*before, name))] = one
            elif hasattr(one, "by_itself"):
                found[" ".join((*before, name))] = one.commands[one.by_itself]

    walk(typer.main.get_command(commands()), ())
    return found


def written_commands(page: Path) -> Iterator[tuple[str, str]]:
    """(the line, its words after `samhandling`) of each use of the command in a page's code blocks."""
    for line in code_lines(page):
        if found := re.match(r"(?:\$ )?(?:\S*/)?samhandling ([a-z].*)", line):
            yield line, found[1].partition("  #")[0]


def command_of(words: str) -> str | None:
    """The command that the words begin with; `None` where there is no such."""
    said = words.split()
    return next((name for length in (3, 2, 1) if (name := " ".join(said[:length])) in command_tree()), None)


def mentioned(page: Path) -> set[str]:
    """The commands that a page names: in code, and in tables as "`samhandling strategy check` · `load`"."""
    found = {name for _, words in written_commands(page) if (name := command_of(words))}
    for cell in re.split(r"[|\n]", text_of(page)):
        group = ""
        for span in spans(cell):
            words = span.removeprefix("samhandling ")
            if words != span and (name := command_of(words)):
                group = name.rpartition(" ")[0] or name
                found.add(name)
            elif group and f"{group} {span}" in command_tree():
                found.add(f"{group} {span}")
    return found


def in_one_line(text: str) -> str:
    """A text without its line breaks and columns, so that what is printed at one width can be held against another."""
    return " ".join(text.split())
