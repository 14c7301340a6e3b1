"""`samhandling work`: does the jobs that pages have ordered, what comes again by itself, and sends the mail."""

import logging
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Annotated

import typer

from samhandling.cli.serve import end_with_parent
from samhandling.ground.viewer import Viewer, ViewerKind
from samhandling.office.home import home
from samhandling.office.jobs.worker import Pace, Worker
from samhandling.office.outbox.sending import Postman, way_out_now
from samhandling.people.queries import viewer_of_person


def work(
    once: Annotated[bool, typer.Option("--once", help="Gör det som väntar och sluta sedan.")] = False,
    lease: Annotated[float, typer.Option("--lease", help="Sekunder som ett jobb hålls utan livstecken.", min=0.2)] = 60,
    look: Annotated[float, typer.Option("--look", help="Sekunder mellan två tittar på en tom kö.", min=0.01)] = 1,
    grace: Annotated[float, typer.Option("--grace", help="Sekunder som pågående jobb får på sig när arbetaren ska sluta.", min=0)] = 20,
    with_parent: Annotated[int, typer.Option("--with-parent", hidden=True)] = 0,
) -> None:
    """Gör det som väntar: långa inläsningar, utskick och sådant som återkommer. Avsluta med Ctrl-C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    end_with_parent(with_parent)
    pace = Pace(lease=timedelta(seconds=lease), look=timedelta(seconds=look), grace=timedelta(seconds=grace))
    worker = Worker(home(), pace, as_now=as_now)
    worker.obey_signals()
    postman = Postman(way_out_now(), look=pace.look, stopping=worker.stopping)
    if once:
        worker.run(until_empty=True)
        postman.empty()
        return
    thread = Thread(target=postman.run, name="postman")
    thread.start()
    worker.run()
    worker.stopping.set()
    thread.join()


def as_now(by: Viewer) -> Viewer | None:
    """Whoever ordered a job, with the permissions of today; `None` where the person may no longer sign in."""
    if by.person is None:
        return by
    today = viewer_of_person(by.person)
    if today is None or by.kind is ViewerKind.PERSON:
        return today
    return replace(by, roles=by.roles & today.roles, actors=by.actors & today.actors)
