"""The built weft-server, on a data directory and a port of its own."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from tests.waiting import PATIENCE_S, until

_ROOT = Path(__file__).resolve().parents[3]


class WeftServer:
    """Started again, it listens where it did before, so that clients find it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="weft-partner-"))
        self.data = self.folder / "data"
        self.address = "127.0.0.1:0"
        self._process: subprocess.Popen[bytes] | None = None
        self._log = self.folder / "server.log"

    def start(self) -> None:
        program = os.environ.get("WEFT_SERVER_BIN") or str(_ROOT / "build/bin/weft-server")
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [program, "--data", str(self.data), "--listen", self.address, "--http", "127.0.0.1:0"],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log)
        self.address = until("the server serves", self._serving)["address"]

    def _serving(self) -> dict[str, str] | None:
        assert self._process is not None
        if self._process.poll() is not None:
            raise AssertionError(f"weft-server does not start:\n{self._log.read_text()}")
        lines = [line for line in self._log.read_text().splitlines() if '"serving"' in line]
        return json.loads(lines[0]) if lines and lines[0].endswith("}") else None

    def send_signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM) -> None:
        self.send_signal(number)
        assert self._process is not None
        self._process.wait(PATIENCE_S)

    def remove(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(PATIENCE_S)
        shutil.rmtree(self.folder)
