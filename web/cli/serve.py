"""`importdesk serve`: the site, API, widget and assistant in one process."""

from __future__ import annotations

import click
from pydantic import ValidationError

from web.http.settings import Settings
from web.http.validation import faults_of
from web.support.outcome import BadInput


@click.command()
@click.option("--host", help="Address to listen on (IMPORTDESK_HOST; default 127.0.0.1).")
@click.option("--port", type=int, help="Port to listen on (IMPORTDESK_PORT; default 8000).")
def serve(host: str | None, port: int | None) -> None:
    """Serve the site, the API, the widget and the assistant; build what is missing first."""
    try:
        settings = Settings.from_environment(host=host, port=port)
    except ValidationError as error:
        told = "; ".join(f"IMPORTDESK_{fault['at'].upper()}: {fault['message']}" for fault in faults_of(error))
        raise BadInput(f"importdesk serve: {told}") from None
    from web.app.serve import run

    run(settings)
