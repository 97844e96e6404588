"""On what ground members may be shown who have not said anything to Weft yet."""

from __future__ import annotations

import grpc
from weft.v1 import network_pb2, network_service_pb2

from partner.connection import Connection
from partner.network_name import NetworkName
from partner.weft_error import WeftError


def make_sure_of(weft: Connection, network: NetworkName, create: bool) -> None:
    """That there is the network; it is made if it is missing and `create` says so."""
    try:
        _get(weft, network)
    except WeftError as error:
        if error.code != grpc.StatusCode.NOT_FOUND or not create:
            raise
        weft.write(weft.networks.CreateNetwork,
                   network_service_pb2.CreateNetworkRequest(network_id=network.network_id))


def record_ground(weft: Connection, network: NetworkName, ground: str) -> bool:
    """Says that the network's members agreed elsewhere, and where and how. Weft keeps who said so, when and why, for
    every member to read. True if that was not said before."""
    found = _get(weft, network)
    policy = network_pb2.Policy()
    policy.CopyFrom(found.policy)  # A policy is replaced as a whole: begin with the present one.
    policy.unspoken = network_pb2.Policy.UNSPOKEN_SHOW
    policy.unspoken_ground = ground
    if policy == found.policy:
        return False
    weft.write(weft.networks.UpdatePolicy, network_service_pb2.UpdatePolicyRequest(
        name=found.name, policy=policy, etag=found.etag,
        reason="The partner platform says where and how its members agreed."))
    return True


def _get(weft: Connection, network: NetworkName) -> network_pb2.Network:
    return weft.read(weft.networks.GetNetwork, network_service_pb2.GetNetworkRequest(name=str(network)))
