"""The commands on the demo's data, in the tests' own database."""

import pytest
from typer.testing import CliRunner

from pages import ROOT, Command
from samhandling.cli.main import commands

STRATEGY = "sormland-naringsliv-2022"


@pytest.fixture
def command(db: None) -> Command:
    """Run a command that has to succeed; gives what it prints."""

    def run(*words: str) -> str:
        result = CliRunner().invoke(commands(), words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return run


@pytest.fixture
def demo(command: Command) -> Command:
    """The same, when all that `make demo` reads in has been read in."""
    command("strategy", "load", STRATEGY)
    command("actors", "import", str(ROOT / "demo" / "actors.csv"))
    mapping = str(ROOT / "demo" / "sormland_portfolio.toml")
    command("portfolio", "import", str(ROOT / "demo" / "sormland_portfolio.csv"), "--mapping", mapping)
    return command
