"""What this platform has brought into the network."""

from __future__ import annotations

from typing import Any

from partner.network_name import NetworkName
from partner.state_folder import StateError, StateFolder

_FILE = "ledger.json"
_SENDING = "sending"
_HELD = "held"
_ERASED = "erased"


class Ledger:
    """Which members are this platform's, and what was last sent of each. Without it, nobody could tell a member who has
    left the platform from one whom others have brought, nor a member who was never sent from one who was erased in
    Weft at their own wish."""

    def __init__(self, folder: StateFolder, network: NetworkName):
        """StateError if the folder is another network's."""
        self._folder = folder
        self._network = str(network)
        kept = folder.read(_FILE) or {"network": self._network, "members": {}}
        if kept["network"] != self._network:
            raise StateError(f"the folder of --state is that of {kept['network']}; take another for {network}")
        self._members: dict[str, dict[str, Any]] = kept["members"]

    def save(self) -> None:
        self._folder.write(_FILE, {"network": self._network, "members": self._members})

    def ids(self) -> set[str]:
        """Of all that the platform has brought and not taken back; those erased in Weft are not among them."""
        return {member_id for member_id, entry in self._members.items() if entry["state"] != _ERASED}

    def erased_ids(self) -> set[str]:
        return self._members.keys() - self.ids()

    def is_held(self, member_id: str) -> bool:
        """Weft has said that it has the member."""
        return self._members.get(member_id, {}).get("state") == _HELD

    def sent_marks(self, member_id: str) -> dict[str, str]:
        """Of what was last sent, by path of an update mask."""
        return self._members.get(member_id, {}).get("marks", {})

    def email_mark(self, member_id: str) -> str:
        return self._members.get(member_id, {}).get("email", "")

    def sending(self, member_id: str) -> None:
        """About to be sent. Saved before the call: killed in the middle, the next run knows whose they are."""
        self._members[member_id] = {"state": _SENDING}

    def held(self, member_id: str, marks: dict[str, str]) -> None:
        entry = self._members.setdefault(member_id, {})
        entry["state"] = _HELD
        entry["marks"] = marks

    def email_sent(self, member_id: str, mark: str) -> None:
        self._members[member_id]["email"] = mark

    def erased(self, member_id: str) -> None:
        """In Weft, not by this platform. Nothing but the id is kept, so that nobody brings them in again."""
        self._members[member_id] = {"state": _ERASED}

    def forget(self, member_id: str) -> None:
        self._members.pop(member_id, None)
