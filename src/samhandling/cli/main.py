"""The door: starts Django, brings the database up to date, and hands over to the subject's command."""

import fcntl
import os
import sys

import typer

from samhandling.cli.shown import show_faults
from samhandling.ground.faults import Refused
from samhandling.web.home import home


def start(*, migrates: bool = True) -> None:
    """Set Django up and migrate what is new. Two first commands at once wait for each other."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samhandling.web.settings")
    import django

    django.setup()
    if not migrates:
        return
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with (home() / "migrate.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            call_command("migrate", verbosity=0, interactive=False)


def commands() -> typer.Typer:
    """All subjects, each from its own file. Loaded after Django has started."""
    from samhandling.cli.actors_merge import merge, part
    from samhandling.cli.assess import assess
    from samhandling.cli.backup import backup, restore
    from samhandling.cli.coverage import coverage, judge, why
    from samhandling.cli.digest import digest
    from samhandling.cli.editions import edition
    from samhandling.cli.figures import figures
    from samhandling.cli.history import history
    from samhandling.cli.initiatives import actors, doubts, initiative
    from samhandling.cli.mail import mail
    from samhandling.cli.open_data import open_data
    from samhandling.cli.plan import portfolio
    from samhandling.cli.publishing import publish
    from samhandling.cli.round_trip import apply, workbook
    from samhandling.cli.serve import serve
    from samhandling.cli.strategy import app as strategy
    from samhandling.cli.user import user
    from samhandling.cli.work import work

    app = typer.Typer(name="samhandling", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.add_typer(strategy, name="strategy")
    app.add_typer(portfolio, name="portfolio")
    actors.command("merge")(merge)
    actors.command("part")(part)
    app.add_typer(actors, name="actors")
    app.add_typer(edition, name="edition")
    app.add_typer(doubts, name="doubts")
    initiative.command("workbook")(workbook)
    initiative.command("apply")(apply)
    app.add_typer(initiative, name="initiative")
    app.add_typer(user, name="user")
    app.add_typer(mail, name="mail")
    app.add_typer(figures, name="figures")
    app.command("coverage")(coverage)
    app.command("why")(why)
    app.command("judge")(judge)
    app.command("assess")(assess)
    app.command("publish")(publish)
    app.command("open-data")(open_data)
    app.command("history")(history)
    app.command("digest")(digest)
    app.command("serve")(serve)
    app.command("work")(work)
    app.command("backup")(backup)
    app.command("restore")(restore)
    return app


def run() -> None:
    """Run one command. Exit codes: 0 done, 1 refused with its reasons, 2 wrong words on the command line, 3 the database or disk failed."""
    try:
        # What is damaged cannot be migrated, but it can be restored.
        start(migrates=sys.argv[1:2] != ["restore"])
        commands()()
    except Refused as refused:
        show_faults(refused)
        sys.exit(1)
    except Exception as error:
        from samhandling.cli.failing import refusal_of

        told = refusal_of(error)
        if told is None:
            raise
        show_faults(told)
        sys.exit(3)
