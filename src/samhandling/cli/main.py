"""The door: starts Django, brings the database up to date, and hands over to the subject's command."""

import fcntl
import os
import sys
from importlib import import_module
from typing import Any

import typer

from samhandling.cli.shown import show_faults
from samhandling.ground.faults import Refused
from samhandling.office.home import home


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


GROUPS = {
    "coverage": ("coverage:app",),
    "strategy": ("strategy:app",),
    "portfolio": ("plan:portfolio",),
    "actors": ("initiatives:actors", "actors_merge:merge", "actors_merge:part"),
    "edition": ("editions:edition",),
    "doubts": ("initiatives:doubts",),
    "initiative": ("initiatives:initiative", "round_trip:workbook", "round_trip:apply"),
    "user": ("user:user",),
    "mail": ("mail:mail",),
    "figures": ("figures:figures",),
    "economy": ("economy:economy",),
    "assess": ("assess:app",),
}
"""Subjects with commands of their own: where the group stands, and commands that other files add to it."""

COMMANDS = {
    "why": "coverage:why",
    "judge": "coverage:judge",
    "publish": "publishing:publish",
    "open-data": "open_data:open_data",
    "history": "history:history",
    "digest": "digest:digest",
    "serve": "serve:serve",
    "work": "work:work",
    "backup": "backup:backup",
    "restore": "backup:restore",
}


def commands(only: str = "") -> typer.Typer:
    """All subjects, each from its own file; or the one that is asked for, as some of them take a second to load. After Django has started."""
    app = typer.Typer(name="samhandling", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    # More than one: of a single one typer would leave the name out.
    names = {only, "why", "judge"} if only in GROUPS.keys() | COMMANDS.keys() else GROUPS.keys() | COMMANDS.keys()
    for name, (group, *others) in GROUPS.items():
        if name in names:
            subject = _found(group)
            for other in others:
                subject.command(other.partition(":")[2])(_found(other))
            app.add_typer(subject, name=name)
    for name, where in COMMANDS.items():
        if name in names:
            app.command(name)(_found(where))
    return app


def _found(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(import_module(f"samhandling.cli.{module}"), name)


def run() -> None:
    """Run one command. Exit codes: 0 done, 1 refused with its reasons, 2 wrong words on the command line, 3 the database or disk failed."""
    try:
        # What is damaged cannot be migrated, but it can be restored.
        start(migrates=sys.argv[1:2] != ["restore"])
        commands(next(iter(sys.argv[1:]), ""))()
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
