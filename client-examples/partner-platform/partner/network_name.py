"""Names of Weft's resources."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NetworkName:
    """A network and the names of what is in it. `food` for networks/food."""

    network_id: str

    def __str__(self) -> str:
        return f"networks/{self.network_id}"

    def member(self, member_id: str) -> str:
        """The full name of a member; a full name stays as it is."""
        return member_id if "/" in member_id else f"{self}/members/{member_id}"


def id_of(name: str) -> str:
    """The last part of a name: `ada` of networks/food/members/ada."""
    return name.rsplit("/", 1)[-1]
