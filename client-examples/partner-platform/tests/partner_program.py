"""The program as people run it: a process of its own."""

import json
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.waiting import PATIENCE_S, until

_PROGRAM = Path(__file__).resolve().parents[1] / "weft-partner"


@dataclass
class Finished:
    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class PartnerProgram:
    """Runs commands for one network, with a folder of state of its own."""

    def __init__(self, server: str, network: str, folder: Path):
        self.state = folder / f"state-{network}"
        self._members = folder / f"members-{network}.jsonl"
        self._log = folder / f"follow-{network}.log"
        self._options = [str(_PROGRAM), "--server", server, "--network", network, "--state", str(self.state)]
        self._following: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str, options: tuple[str, ...] = ()) -> Finished:
        done = subprocess.run([*self._options, *options, *arguments], capture_output=True, text=True,
                              timeout=2 * PATIENCE_S, check=False)
        return Finished(done.returncode, done.stdout, done.stderr)

    def json(self, *arguments: str) -> Any:
        """Of a command that succeeds."""
        done = self.run(*arguments, options=("--json",))
        if done.status != 0:
            raise AssertionError(f"{arguments}: {done.out}{done.err}")
        return done.json()

    def sync(self, records: list[dict[str, Any]], *arguments: str) -> Finished:
        """With a members file that holds these records."""
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        return self.sync_lines(lines, *arguments)

    def sync_lines(self, lines: list[str], *arguments: str) -> Finished:
        self._members.write_text("".join(f"{line}\n" for line in lines))
        return self.run("sync", str(self._members), *arguments, options=("--json",))

    def follow(self, *arguments: str) -> None:
        """Begins to follow; what it tells is added to what was told before."""
        with self._log.open("ab") as log:
            self._following = subprocess.Popen([*self._options, "--json", "follow", *arguments], stdout=log)

    def told(self) -> list[dict[str, Any]]:
        lines = self._log.read_text().split("\n") if self._log.exists() else []
        return [json.loads(line) for line in lines[:-1]]  # The last is not complete yet, or empty.

    def until_told(self, introduction: str, kind: str) -> dict[str, Any]:
        def look() -> dict[str, Any] | None:
            assert self._following is not None and self._following.poll() is None, "follow has ended"
            of_it = [event for event in self.told() if event["introduction"]["name"] == introduction]
            return next((event for event in of_it if event["type"] == f"TYPE_{kind}"), None)

        return until(f"{introduction} is told {kind}", look)

    def token(self) -> str:
        file = self.state / "resume-token.json"
        return json.loads(file.read_text())["resume_token"] if file.exists() else ""

    def end_following(self, number: signal.Signals = signal.SIGTERM) -> int:
        assert self._following is not None
        self._following.send_signal(number)
        status = self._following.wait(PATIENCE_S)
        self._following = None
        return status

    def close(self) -> None:
        if self._following is not None:
            self.end_following(signal.SIGKILL)

    def board(self, introduction: str) -> dict[str, Any]:
        """What the board holds; without events if it holds nothing."""
        file = self.state / "introductions" / f"{introduction.rsplit('/', 1)[-1]}.json"
        return json.loads(file.read_text()) if file.exists() else {"state": "", "events": []}
