"""The few files that the program keeps between its runs."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class StateError(Exception):
    """The folder is in use, or another network's."""


class StateFolder:
    """A folder of one network's state. A file in it is replaced as a whole and synced before a call returns: killed at
    any moment, the old or the new one is there."""

    def __init__(self, path: Path):
        self._path = path

    @contextmanager
    def lock(self, what: str) -> Iterator[None]:
        """Held by one run at a time, and let go by the system if the run is killed. StateError if it is taken."""
        self._path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._path / f"{what}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StateError(f"another {what} is at work with {self._path}") from None
            yield

    def read(self, name: str) -> Any:
        """What was written last, or None."""
        try:
            return json.loads((self._path / name).read_bytes())
        except FileNotFoundError:
            return None

    def write(self, name: str, content: Any) -> None:
        target = self._path / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = target.with_name(f"{target.name}.new")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def remove(self, name: str) -> None:
        (self._path / name).unlink(missing_ok=True)
