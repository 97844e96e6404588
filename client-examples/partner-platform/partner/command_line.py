"""The command line: reads arguments and wires the parts."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from google.protobuf import json_format
from google.protobuf.message import Message
from weft.v1 import introduction_pb2

from partner.connection import Connection
from partner.follower import STREAM_DEADLINE_S, Follower
from partner.ground import make_sure_of, record_ground
from partner.introduction_board import IntroductionBoard, event_type
from partner.ledger import Ledger
from partner.member_stream import MEMBERS_PER_MESSAGE_MAX
from partner.members_file import MembersFile
from partner.network_name import NetworkName, id_of
from partner.proposal import proposal_text, propose
from partner.recommendation import recommend, recommendation_text
from partner.state_folder import StateError, StateFolder
from partner.sync import Sync
from partner.weft_error import WeftError

_FOOTER = "Exit status: 0 if all went well, 1 if something did not, 2 for a wrong command line."


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    logging.basicConfig(format="weft-partner: %(message)s", stream=sys.stderr, level=logging.INFO)
    try:
        with Connection(options.server, options.deadline, options.patience) as weft:
            return options.run(options, weft, NetworkName(options.network))
    except (WeftError, StateError, OSError) as error:
        print(f"weft-partner: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="weft-partner", description="Brings a platform's members into a Weft network, keeps them in step, asks "
        "whom they may like to meet, proposes introductions and follows what comes of them.", epilog=_FOOTER)
    parser.add_argument("--server", metavar="HOST:PORT", default=os.environ.get("WEFT_SERVER", "127.0.0.1:7700"),
                        help="where weft-server listens (environment: WEFT_SERVER; default: %(default)s)")
    parser.add_argument("--network", metavar="ID", default=os.environ.get("WEFT_NETWORK"),
                        required="WEFT_NETWORK" not in os.environ,
                        help="the network: food for networks/food (environment: WEFT_NETWORK)")
    parser.add_argument("--state", metavar="DIR", type=Path, default=Path("state"),
                        help="where the program keeps what it has brought and how far it has followed; one folder a "
                        "network (default: %(default)s)")
    parser.add_argument("--deadline", metavar="SECONDS", type=_seconds, default=10.0,
                        help="how long one try of a call may take (default: %(default)s)")
    parser.add_argument("--patience", metavar="SECONDS", type=_seconds, default=30.0,
                        help="how long a call may take with all its tries (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print results as JSON")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_sync(commands)
    _add_recommend(commands)
    _add_propose(commands)
    _add_follow(commands)
    return parser


def _add_sync(commands: Any) -> None:
    sync = commands.add_parser("sync", help="bring members in, keep them in step, erase those who have left",
                               epilog=_FOOTER)
    sync.add_argument("file", metavar="MEMBERS", type=Path, help="JSON lines, one member a line; see README.md")
    sync.add_argument("--create", action="store_true", help="make the network if it is not there")
    sync.add_argument("--ground", metavar="TEXT", help="say that the network's members agreed elsewhere to be found "
                      "and introduced, and where and how; recorded for every member to read. README.md, Consent, "
                      "says when not to")
    sync.add_argument("--adopt", action="store_true", help="take members of the file that are in the network already "
                      "as this platform's own (after --state was lost)")
    sync.add_argument("--bring-back", metavar="ID", action="append", default=[],
                      help="a member who was erased in Weft and wants to be there again; may be repeated")
    sync.add_argument("--erase-max", metavar="N", type=int,
                      help="erase nobody if more have left (default: a tenth of all, or 10)")
    sync.add_argument("--page-size", metavar="N", type=_page_size, default=200,
                      help="members a page, and a message of the stream (default: %(default)s)")
    sync.set_defaults(run=_sync)


def _add_recommend(commands: Any) -> None:
    command = commands.add_parser("recommend", help="whom a member may like to meet, and why", epilog=_FOOTER)
    command.add_argument("member", metavar="ID")
    command.add_argument("--count", metavar="N", type=int, default=5, help="at most so many (default: %(default)s)")
    command.add_argument("--purpose", metavar="TEXT", default="", help="what the member wants to start")
    command.set_defaults(run=_recommend)


def _add_propose(commands: Any) -> None:
    command = commands.add_parser("propose", help="propose an introduction", epilog=_FOOTER)
    command.add_argument("members", metavar="ID", nargs="+", help="with --as: one whom that member wants to meet, or "
                         "two or three whom they introduce to each other; without: two or three")
    command.add_argument("--as", metavar="ID", dest="as_member", default="",
                         help="the member whose wish it is; left out, the platform proposes in the network's name")
    command.add_argument("--note", metavar="TEXT", default="", help="why, in one line that the sides read")
    command.add_argument("--purpose", metavar="TEXT", default="", help="what the member wants to start")
    command.add_argument("--request-id", metavar="ID", default="",
                         help="the same id, the same introduction, however often it is sent within 24 hours")
    command.set_defaults(run=_propose)


def _add_follow(commands: Any) -> None:
    command = commands.add_parser("follow", help="follow introductions until SIGTERM or SIGINT, across restarts",
                                  epilog=_FOOTER)
    command.add_argument("--stream-deadline", metavar="SECONDS", type=_seconds, default=STREAM_DEADLINE_S,
                         help="begin the stream again after so long (default: %(default)s)")
    command.set_defaults(run=_follow)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value <= 86400:
        raise argparse.ArgumentTypeError(f"is {text}; expected more than 0 and at most 86400")
    return value


def _page_size(text: str) -> int:
    value = int(text)
    if not 1 <= value <= MEMBERS_PER_MESSAGE_MAX:
        raise argparse.ArgumentTypeError(f"is {text}; expected 1 to {MEMBERS_PER_MESSAGE_MAX}")
    return value


def _sync(options: argparse.Namespace, weft: Connection, network: NetworkName) -> int:
    folder = StateFolder(options.state)
    file = MembersFile.read(options.file, network)
    for key, count in sorted(file.unknown_keys.items()):
        logging.warning("%s: %d lines have the key %r, which is not known and not used", options.file, count, key)
    with folder.lock("sync"):
        make_sure_of(weft, network, options.create)
        sync = Sync(weft, network, file, Ledger(folder, network), options.page_size)
        report = sync.run(options.adopt, options.bring_back, options.erase_max)
        if options.ground and sync.others:
            report.problems.append(f"--ground was not recorded: it would speak for {len(sync.others)} members, too, "
                                   "whom others have brought")
        elif options.ground and record_ground(weft, network, options.ground):
            logging.warning("recorded for every member to read: members agreed elsewhere: %s", options.ground)
    _print(options, report.as_json(), lambda: str(report))
    return 1 if report.problems else 0


def _recommend(options: argparse.Namespace, weft: Connection, network: NetworkName) -> int:
    response = recommend(weft, network.member(options.member), options.count, options.purpose)
    _print(options, response, lambda: recommendation_text(response))
    return 0


def _propose(options: argparse.Namespace, weft: Connection, network: NetworkName) -> int:
    introduction = propose(weft, network, options.as_member, options.members, options.note, options.purpose,
                           options.request_id)
    _print(options, introduction, lambda: proposal_text(introduction))
    return 0


def _follow(options: argparse.Namespace, weft: Connection, network: NetworkName) -> int:
    def tell(event: introduction_pb2.IntroductionEvent) -> None:
        sides = ", ".join(id_of(side.member) for side in event.introduction.sides)
        who = f" ({id_of(event.member)})" if event.member else ""
        _print(options, event, lambda: f"{event.time.ToJsonString()} {event_type(event)}{who} "
               f"{event.introduction.name}: {sides}")

    folder = StateFolder(options.state)
    with folder.lock("follow"):
        follower = Follower(weft, network, folder, IntroductionBoard(folder), tell, options.stream_deadline)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: follower.stop())
        follower.run()
    return 0


def _print(options: argparse.Namespace, result: Any, text: Callable[[], str]) -> None:
    if not options.json:
        print(text(), flush=True)
        return
    if isinstance(result, Message):
        result = json_format.MessageToDict(result, preserving_proto_field_name=True,
                                           including_default_value_fields=True)
    print(json.dumps(result, ensure_ascii=False), flush=True)
