"""The program: `allforces`, and `python -m allforces_site`."""

from __future__ import annotations

import errno
import os

from allforces_site.processes.ending import end_at_signals, leave

# The disk that the output is sent to is full, or the terminal is gone. click knows what a closed pipe is.
_CANNOT_PRINT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


def main() -> None:
    """Runs the command that the command line names; a signal ends it at any moment, also while it imports."""
    end_at_signals(farewell="Aborted!\n")
    from allforces_site.cli import main as allforces

    try:
        allforces()
    except SystemExit as exc:
        leave(exc.code if isinstance(exc.code, int) else int(exc.code is not None))
    except OSError as exc:
        if exc.filename is not None or exc.errno not in _CANNOT_PRINT:
            raise
        _say(f"Error: the output cannot be written: {exc.strerror}\n")
        leave(1)


def _say(line: str) -> None:
    try:
        os.write(2, line.encode())
    except OSError:
        return


if __name__ == "__main__":
    main()
