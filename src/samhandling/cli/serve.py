"""`samhandling serve`: the pages, from a web server fit for real use."""

from typing import Annotated, Any

import typer

from samhandling.cli.shown import say
from samhandling.ground.said import Said


def serve(
    port: Annotated[int, typer.Option("--port", help="Porten.")] = 8000,
    address: Annotated[str, typer.Option("--address", help="Adressen; 0.0.0.0 för alla, bakom en proxy med TLS.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", help="Antal processer.")] = 2,
    threads: Annotated[int, typer.Option("--threads", help="Trådar i varje process.")] = 4,
) -> None:
    """Visa sidorna i en webbläsare. Avsluta med Ctrl-C."""
    from gunicorn.app.base import BaseApplication

    class Site(BaseApplication):  # type: ignore[misc]
        """Threads in processes; nothing is loaded before the fork, as renderers and databases hang in forked children."""

        def load_config(self) -> None:
            chosen: dict[str, Any] = {
                "bind": f"{address}:{port}",
                "workers": workers,
                "threads": threads,
                "worker_class": "gthread",
                "preload_app": False,
                "timeout": 60,
                "max_requests": 20_000,
                "max_requests_jitter": 2_000,
                "accesslog": None,
                "loglevel": "warning",
                "control_socket_disable": True,
            }
            for name, value in chosen.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from samhandling.web.wsgi import application

            return application

    say(
        Said(
            f"Sidorna finns på http://{address}:{port}/. Avsluta med Ctrl-C.",
            f"The pages are at http://{address}:{port}/. End with Ctrl-C.",
        )
    )
    from django.db import connections

    connections.close_all()
    Site().run()
