"""`samhandling work`: does the jobs that pages have ordered, what comes again by itself, and sends the mail."""

import logging
from datetime import timedelta
from threading import Thread
from typing import Annotated

import typer

from samhandling.cli.serve import end_with_parent
from samhandling.office.jobs_worker import Pace, Worker
from samhandling.office.outbox_sending import Postman, way_out_now
from samhandling.web.home import home


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
    worker = Worker(home(), pace)
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
