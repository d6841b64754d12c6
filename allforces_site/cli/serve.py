"""`allforces serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from allforces_site.cli import options as common
from allforces_site.cli.commands import command, option

# Beside the cache, so that drafts never get into the folder that is deployed.
SERVE = Path(".allforces") / "serve"

PORT = 4000


class Port(common.WholeNumber):
    """The number of a port, or `auto`, which is None."""

    name = "port"

    def __init__(self) -> None:
        super().__init__(0, 65535)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or None. Raises `click.BadParameter`."""
        return None if value == "auto" else super().convert(value, param, ctx)


@command()
@common.source
@option("--host", default="127.0.0.1", show_default=True, help="Address to serve at; 0.0.0.0 for all.")
@option(
    "-p",
    "--port",
    type=Port(),
    metavar="N",
    default=PORT,
    show_default=True,
    help="Port; auto for the next free one, 0 for any.",
)
@common.configs
@common.drafts
@common.future
@option("--open", "opens_browser", is_flag=True, help="Open the site in the browser.")
@option("--no-reload", is_flag=True, help="Leave pages as they are: no reload, no errors in them.")
def serve(
    source: Path, host: str, port: int | None, opens_browser: bool, no_reload: bool, **options: Any
) -> None:
    """Build the site, serve it, and show each change as it is saved."""
    from allforces_site.serve.listening import CannotListenError, listen, listen_from
    from allforces_site.terminal.language import words

    common.check_source(source)
    try:
        listener = listen_from(host, PORT) if port is None else listen(host, port)
    except CannotListenError as exc:
        hint = "--port" if exc.is_about_port else "--host"
        raise click.BadParameter(words(exc.message), param_hint=hint) from None
    # Imported here so that --help and wrong usage answer at once.
    from allforces_site.build.run import BuildOptions
    from allforces_site.serve.server import ServeOptions, run, serve_folder
    from allforces_site.workers import default_jobs

    folder = serve_folder(SERVE, source, listener.getsockname()[1])
    # Without asset versions, an edit of a style sheet does not change the pages, which need no reload.
    build_options = BuildOptions(
        source,
        folder / "build",
        default_jobs(),
        cache=common.CACHE,
        asset_versions=False,
        allow_loss=True,
        environment=common.environment(),
        is_private=True,
        **options,
    )
    run(ServeOptions(build_options, folder / "site", host, opens_browser, not no_reload), listener)
