"""A temporary folder for the preparations of a deploy."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from allforces_site.processes.ending import before_end, held


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder that is removed after the block, also if a signal ends the program in the block."""
    with ExitStack() as stack:
        with held():
            folder = Path(tempfile.mkdtemp(prefix="allforces-deploy-"))
            remove = partial(shutil.rmtree, folder, ignore_errors=True)
            stack.callback(remove)
            stack.enter_context(before_end(remove))
        yield folder
