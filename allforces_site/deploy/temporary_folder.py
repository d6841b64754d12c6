"""A folder for what a deploy prepares."""

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
    """A new folder, which is gone after the block, also when a signal ends the program in it."""
    with ExitStack() as stack:
        with held():
            folder = Path(tempfile.mkdtemp(prefix="allforces-deploy-"))
            remove = partial(shutil.rmtree, folder, ignore_errors=True)
            stack.callback(remove)
            stack.enter_context(before_end(remove))
        yield folder
