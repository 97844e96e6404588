"""Recommendations, proposals, both answers, and what goes wrong on the way."""

import signal

from weft.v1 import introduction_pb2, introduction_service_pb2

from tests.invented_members import invented_members
from tests.weft_test_case import WeftTestCase

_State = introduction_pb2.Introduction.State


class IntroductionsTest(WeftTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bring([{**member, "email": f"{member['id']}@platform.example"} for member in invented_members(40)])

    def _seen_by(self, introduction: str, member_id: str) -> introduction_pb2.Introduction:
        request = introduction_service_pb2.GetIntroductionRequest(
            name=introduction, as_member=self.network.member(member_id))
        return self.weft.read(self.weft.introductions.GetIntroduction, request)

    def test_recommendations_come_with_reasons(self) -> None:
        found = self.program.json("recommend", "pp-0002", "--count", "5")["recommendations"]
        self.assertEqual(len(found), 5)
        self.assertTrue(all(entry["reasons"] for entry in found))
        # Number 2 needs what number 7 and its like offer.
        needed = invented_members(3)[2]["needs"][0]
        reasons = [(reason["type"], reason["own_phrase"]) for entry in found for reason in entry["reasons"]]
        self.assertIn(("TYPE_NEED_MET", needed), reasons)
        text = self.program.run("recommend", "pp-0002", "--count", "5")
        self.assertEqual(text.status, 0, text.err)
        first = found[0]
        self.assertIn(f"1. {first['display_name']} [close match] {first['member']}\n   - ", text.out)
        self.assertIn(needed, text.out)
        self.assertNotIn(f"{first['score']:.2f}", text.out)

    def test_a_purpose_overrides_the_profile(self) -> None:
        found = self.program.json("recommend", "pp-0002", "--purpose", "start a honey fair")["recommendations"]
        self.assertIn("TYPE_PURPOSE", [reason["type"] for entry in found for reason in entry["reasons"]])

    def test_proposed_and_both_say_yes(self) -> None:
        proposed = self.program.run("propose", "--as", "pp-0001", "pp-0002", "--note", "We both sing.")
        self.assertEqual(proposed.status, 0, proposed.err)
        name = proposed.out.split(":")[0]
        self.assertIn("Member 1 and Member 2", proposed.out)
        self.assertIn("We both sing.", self._seen_by(name, "pp-0002").note)
        # The one who asked has said yes already; the other has not, and nobody sees an address.
        self.assertFalse(any(side.HasField("contact") for side in self._seen_by(name, "pp-0001").sides))
        self.accept(name, "pp-0002")
        for reader, other in (("pp-0001", "pp-0002"), ("pp-0002", "pp-0001")):
            seen = self._seen_by(name, reader)
            self.assertEqual(seen.state, _State.STATE_MUTUAL)
            self.assertEqual(seen.sides[1].contact.email, f"{other}@platform.example")
        # The platform's own view carries none.
        self.assertFalse(any(side.HasField("contact") for side in self.introductions()[0].sides))

    def test_the_platform_proposes_in_the_networks_name(self) -> None:
        made = self.program.json("propose", "pp-0003", "pp-0004", "--note", "Two who mend things.")
        self.assertEqual((made["origin"], made["introducer"]), ("ORIGIN_WEAVER", ""))
        self.accept(made["name"], "pp-0003")
        self.assertEqual(self.introductions()[0].state, _State.STATE_PROPOSED)
        self.accept(made["name"], "pp-0004")
        self.assertEqual(self.introductions()[0].state, _State.STATE_MUTUAL)

    def test_a_repeated_request_id_takes_effect_once(self) -> None:
        ask = ("propose", "--as", "pp-0001", "pp-0002", "--note", "Shall we?", "--request-id", "once")
        first = self.program.json(*ask)
        # Also when what it asked for could not be done a second time.
        self.accept(first["name"], "pp-0002")
        self.assertEqual(self.program.json(*ask)["name"], first["name"])
        self.assertEqual(len(self.introductions()), 1)
        # Without it, it is another wish.
        self.assertEqual(self.program.run(*ask[:-2]).status, 1)
        other = self.program.run(*ask[:3], "pp-0009", *ask[4:])
        self.assertEqual(other.status, 1)
        self.assertIn("REQUEST_ID_REUSED", other.err)
        self.assertIn("Take a new --request-id", other.err)

    def test_errors_are_explained(self) -> None:
        table = {
            "a wrong name": (("propose", "--as", "pp-0001", "networks/x y/members/b"), "INVALID_FIELD", "members[0] "),
            "nobody of that id": (("recommend", "pp-9999"), "MEMBER_NOT_FOUND", "ids are case-sensitive"),
            "no line why": (("propose", "pp-0001", "pp-0002"), "INVALID_FIELD", "note is empty"),
            "strangers": (("propose", "--as", "pp-0001", "pp-0002", "pp-0003", "--note", "x"), "NOT_ACQUAINTED",
                          "Only who knows both"),
        }
        for name, (arguments, reason, advice) in table.items():
            with self.subTest(name):
                failed = self.program.run(*arguments)
                self.assertEqual((failed.status, failed.out), (1, ""))
                self.assertIn(reason, failed.err)
                self.assertIn(advice, failed.err)

    def test_no_such_network(self) -> None:
        self.program = type(self.program)(self.server.address, "nowhere", self.server.folder)
        failed = self.program.sync(invented_members(1))
        self.assertEqual(failed.status, 1)
        self.assertIn("NETWORK_NOT_FOUND", failed.err)
        self.assertIn("sync --create", failed.err)

    def test_a_server_that_says_nothing_is_not_waited_for(self) -> None:
        self.server.send_signal(signal.SIGSTOP)
        try:
            short = ("--deadline", "0.5", "--patience", "1")
            read = self.program.run("recommend", "pp-0001", options=short)
            write = self.program.run("propose", "--as", "pp-0001", "pp-0002", options=short)
        finally:
            self.server.send_signal(signal.SIGCONT)
        for failed in (read, write):
            self.assertEqual((failed.status, failed.out), (1, ""))
            self.assertIn("DEADLINE_EXCEEDED", failed.err)
        # Whether it was carried out is not known; said again with the same id, it is carried out once.
        self.assertRegex(write.err, r"Repeated with --request-id [0-9a-f-]{36}, it is carried out once")
        request_id = write.err.split("--request-id ")[1].split(",")[0]
        self.program.json("propose", "--as", "pp-0001", "pp-0002", "--request-id", request_id)
        self.assertEqual(len(self.introductions()), 1)
