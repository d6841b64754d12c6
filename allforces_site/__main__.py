"""The entry point of `allforces` and `python -m allforces_site`."""

from __future__ import annotations

import errno
import os
import sys

from allforces_site.processes.collector import collect_seldom
from allforces_site.processes.ending import end_at_signals, leave

# The disk of the output is full, or the terminal is gone. click handles a closed pipe itself.
_CANNOT_PRINT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


def main() -> None:
    """Runs the command of the command line; a signal ends it at any moment, even during imports."""
    end_at_signals(farewell="Aborted!\n")
    collect_seldom()
    from allforces_site.cli import main as allforces

    try:
        allforces()
    except SystemExit as exc:
        leave(exc.code if isinstance(exc.code, int) else int(exc.code is not None))
    except OSError as exc:
        if exc.filename is not None or exc.errno not in _CANNOT_PRINT:
            raise
        _print_error(exc)
        leave(1)


def _print_error(exc: OSError) -> None:
    from allforces_site.errors import reason_of
    from allforces_site.messages.message import say
    from allforces_site.terminal.language import speaking, words

    problem = say("the output cannot be written: {reason}", reason=reason_of(exc))
    with speaking(sys.argv[1:]):
        line = words(say("Error: {message}", message=problem))
    try:
        os.write(2, f"{line}\n".encode())
    except OSError:
        return


if __name__ == "__main__":
    main()
