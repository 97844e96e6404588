"""Members of the platform come, change and go; what they have said to Weft stays."""

import json

import grpc
from weft.v1 import member_pb2, member_service_pb2, network_pb2, network_service_pb2

from partner.connection import new_request_id
from partner.ledger import Ledger
from partner.member_stream import import_members
from partner.members_file import MembersFile
from partner.state_folder import StateFolder
from partner.sync import Sync
from partner.weft_error import WeftError
from tests.invented_members import invented_members
from tests.weft_test_case import GROUND, WeftTestCase

_REFUSED = member_pb2.Participation.WORD_REFUSED


class SyncTest(WeftTestCase):
    def test_hundreds_come_by_stream_and_come_once(self) -> None:
        members = invented_members(300)
        report = self.assert_done(self.program.sync(members, "--create", "--ground", GROUND, "--page-size", "50"))
        self.assertEqual((report["created"], report["problems"]), (300, []))
        found = self.weft.read(self.weft.networks.GetNetwork,
                               network_service_pb2.GetNetworkRequest(name=str(self.network)))
        self.assertEqual(found.member_count, 300)
        self.assertEqual(self.member("pp-0123").offers, members[123]["offers"])
        again = self.assert_done(self.program.sync(members, "--ground", GROUND, "--page-size", "50"))
        self.assertEqual((again["created"], again["updated"], again["unchanged"]), (0, 0, 300))
        self.assertEqual(self.change_sequence(), found.change_sequence)

    def test_cut_short_while_it_sent_it_goes_on(self) -> None:
        members = invented_members(30)
        self.assert_done(self.program.sync([], "--create"))
        path = self.server.folder / "cut-short.jsonl"
        path.write_text("".join(json.dumps(member) + "\n" for member in members[:20]))

        class KilledLedger(Ledger):
            def held(self, member_id: str, marks: dict[str, str]) -> None:
                raise KeyboardInterrupt

        sync = Sync(self.weft, self.network, MembersFile.read(path, self.network),
                    KilledLedger(StateFolder(self.program.state), self.network), page_size=5)
        with self.assertRaises(KeyboardInterrupt):
            sync.run(adopt=False, bring_back=[], erase_max=None)
        members[0]["bio"] = "Changed since."
        report = self.assert_done(self.program.sync(members))
        self.assertEqual([report[key] for key in ("created", "updated", "unchanged", "of_others")], [10, 1, 19, []])
        self.assertEqual(self.assert_done(self.program.sync(members))["unchanged"], 30)

    def test_the_ground_of_consent_is_recorded(self) -> None:
        self.bring(invented_members(3))
        request = network_service_pb2.ListPolicyChangesRequest(parent=str(self.network))
        change = self.weft.read(self.weft.networks.ListPolicyChanges, request).policy_changes[0]
        self.assertEqual(change.policy.unspoken, network_pb2.Policy.UNSPOKEN_SHOW)
        self.assertEqual(change.policy.unspoken_ground, GROUND)
        self.assertIn("where and how its members agreed", change.reason)

    def test_without_a_ground_nobody_is_shown_before_they_say_yes(self) -> None:
        self.assert_done(self.program.sync(invented_members(20), "--create"))
        self.assertEqual(self.program.json("recommend", "pp-0001")["recommendations"], [])

    def test_changes_arrivals_and_departures(self) -> None:
        members = invented_members(60)
        self.bring(members)
        for member in members[10:22]:
            member["offers"] = ["a loom"]
        report = self.assert_done(self.program.sync(members[7:] + invented_members(15, begin=60)))
        self.assertEqual([report[key] for key in ("created", "updated", "unchanged", "erased")], [15, 12, 41, 7])
        self.assertEqual(self.member("pp-0010").offers, ["a loom"])
        self.assertEqual(self.member("pp-0074").display_name, "Member 74")
        with self.assertRaises(WeftError) as raised:
            self.member("pp-0003")
        self.assertEqual((raised.exception.code, raised.exception.reason),
                         (grpc.StatusCode.NOT_FOUND, "MEMBER_NOT_FOUND"))
        # Two more, one by one and not by stream.
        few = self.assert_done(self.program.sync(members[7:] + invented_members(17, begin=60)))
        self.assertEqual((few["created"], few["unchanged"]), (2, 68))

    def test_the_members_own_refusal_stays(self) -> None:
        members = invented_members(30)
        for member in members:
            member["introductions_per_month"] = 2
        self.bring(members)
        self.say("pp-0005", being_introduced=_REFUSED, being_found=_REFUSED)
        self.say("pp-0006", introductions_per_month=1)
        members[5]["bio"] = "Has moved to the coast."
        for member in members:
            member["introductions_per_month"] = 4
        report = self.assert_done(self.program.sync(members))
        self.assertEqual(report["kept"], [{"member_id": "pp-0006", "fields": ["introductions_per_month"]}])
        self.assertEqual(self.member("pp-0005").bio, "Has moved to the coast.")
        self.assertEqual(self.member("pp-0005").participation.being_introduced, _REFUSED)
        self.assertEqual(self.member("pp-0006").participation.introductions_per_month, 1)
        self.assertEqual(self.member("pp-0007").participation.introductions_per_month, 4)
        for seeker in ("pp-0001", "pp-0012", "pp-0029"):
            found = self.program.json("recommend", seeker, "--count", "100")["recommendations"]
            names = [entry["member"] for entry in found]
            self.assertGreater(len(names), 10)
            self.assertNotIn(self.network.member("pp-0005"), names)
        refused = self.program.run("propose", "--as", "pp-0001", "pp-0005")
        self.assertEqual(refused.status, 1)
        self.assertIn("NOT_AVAILABLE", refused.err)

    def test_a_no_of_the_platform_does_not_overwrite_the_members_yes(self) -> None:
        members = invented_members(12)
        self.bring(members)
        self.say("pp-0001", being_found=member_pb2.Participation.WORD_AGREED)
        members[1]["being_found"] = members[2]["being_found"] = "refused"
        report = self.assert_done(self.program.sync(members))
        self.assertEqual(report["kept"], [{"member_id": "pp-0001", "fields": ["being_found"]}])
        self.assertEqual(self.member("pp-0001").participation.being_found, member_pb2.Participation.WORD_AGREED)
        self.assertEqual(self.member("pp-0002").participation.being_found, _REFUSED)
        # What the platform has said, it may take back.
        members[2]["being_found"] = "not said"
        self.assert_done(self.program.sync(members))
        self.assertEqual(self.member("pp-0002").participation.being_found,
                         member_pb2.Participation.WORD_UNSPECIFIED)

    def test_what_a_member_has_changed_in_a_chat_stays(self) -> None:
        members = invented_members(12)
        self.bring(members)
        request = member_service_pb2.UpdateMemberRequest(speaker=member_pb2.SPEAKER_MEMBER)
        request.member.name = self.network.member("pp-0004")
        request.member.needs.append("a quiet room")
        request.update_mask.paths.append("needs")
        self.weft.write(self.weft.members.UpdateMember, request)
        members[4]["organization"] = "Harbour"
        self.assert_done(self.program.sync(members))
        self.assertEqual(self.member("pp-0004").needs, ["a quiet room"])
        self.assertEqual(self.member("pp-0004").organization, "Harbour")

    def test_a_word_that_comes_between_looking_and_writing(self) -> None:
        members = invented_members(12)
        self.bring(members)
        members[3]["introductions_per_month"] = 9
        members[3]["bio"] = "New."
        path = self.server.folder / "between.jsonl"
        path.write_text("".join(json.dumps(member) + "\n" for member in members))
        test = self

        class SlowSync(Sync):
            def _present(self) -> dict[str, member_pb2.Member]:
                present = super()._present()
                test.say("pp-0003", introductions_per_month=0)
                return present

        sync = SlowSync(self.weft, self.network, MembersFile.read(path, self.network),
                        Ledger(StateFolder(self.program.state), self.network), page_size=5)
        report = sync.run(adopt=False, bring_back=[], erase_max=None)
        self.assertEqual(report.problems, [])
        self.assertEqual([(kept.member_id, kept.fields) for kept in report.kept],
                         [("pp-0003", ("introductions_per_month",))])
        self.assertEqual(self.member("pp-0003").participation.introductions_per_month, 0)
        self.assertEqual(self.member("pp-0003").bio, "New.")

    def test_who_was_erased_in_weft_is_not_brought_again(self) -> None:
        members = invented_members(12)
        self.bring(members)
        self.weft.write(self.weft.members.DeleteMember,
                        member_service_pb2.DeleteMemberRequest(name=self.network.member("pp-0008")))
        for _ in range(2):
            report = self.assert_done(self.program.sync(members))
            self.assertEqual((report["created"], report["erased_in_weft"]), (0, ["pp-0008"]))
        self.assertNotIn("pp-0008", [name for name, entry in self._ledger().items() if "marks" in entry])
        report = self.assert_done(self.program.sync(members, "--bring-back", "pp-0008"))
        self.assertEqual((report["created"], report["erased_in_weft"]), (1, []))
        self.assertEqual(self.member("pp-0008").display_name, "Member 8")

    def _ledger(self) -> dict[str, dict[str, str]]:
        return json.loads((self.program.state / "ledger.json").read_text())["members"]

    def test_members_of_others_are_not_touched(self) -> None:
        self.assert_done(self.program.sync(invented_members(11), "--create"))
        request = member_service_pb2.CreateMemberRequest(parent=str(self.network), member_id="elsewhere")
        request.member.bio = "Brought by a weaver."
        self.weft.write(self.weft.members.CreateMember, request)
        ours = invented_members(11) + [{"id": "elsewhere", "bio": "Ours."}]
        report = self.assert_done(self.program.sync(ours))
        self.assertEqual(report["of_others"], ["elsewhere"])
        # Nor does the platform say for them that they agreed.
        spoken_for = self.program.sync(ours, "--ground", GROUND)
        self.assertEqual(spoken_for.status, 1)
        self.assertIn("--ground was not recorded: it would speak for 1 members, too", spoken_for.json()["problems"][0])
        self.assertEqual(self.member("elsewhere").bio, "Brought by a weaver.")
        self.assert_done(self.program.sync(invented_members(11)))
        self.assertEqual(self.member("elsewhere").bio, "Brought by a weaver.")  # Not erased, either.
        report = self.assert_done(self.program.sync(ours, "--adopt"))
        self.assertEqual((report["of_others"], report["updated"]), ([], 1))
        self.assertEqual(self.member("elsewhere").bio, "Ours.")

    def test_a_file_cut_short_erases_nobody(self) -> None:
        members = invented_members(40)
        self.bring(members)
        done = self.program.sync(members[:20])
        self.assertEqual(done.status, 1)
        self.assertIn("--erase-max 20", done.json()["problems"][0])
        lines = [json.dumps(member) for member in members[2:]] + ['{"id":"pp-0000","bio":']
        broken = self.program.sync_lines(lines)
        self.assertEqual(broken.status, 1)
        self.assertIn("line 39: is not JSON", broken.json()["problems"][0])
        self.assertIn("nobody is erased", broken.json()["problems"][1])
        self.assertEqual(self.member("pp-0000").display_name, "Member 0")
        self.assertEqual(self.assert_done(self.program.sync(members[:20], "--erase-max", "20"))["erased"], 20)

    def test_a_field_that_weft_refuses_is_named_with_its_line(self) -> None:
        members = invented_members(25)
        members[17]["offers"] = ["fine", "x" * 201]
        streamed = self.program.sync(members, "--create")
        self.assertEqual((streamed.status, streamed.json()["created"]), (1, 24))
        self.assertEqual(streamed.json()["problems"],
                         ["line 18, pp-0017: offers[1] is 201 bytes long; at most 200 are allowed"])
        # One by one.
        alone = self.program.sync(members)
        self.assertEqual(alone.status, 1)
        self.assertIn("member.offers[1] is 201 bytes long", alone.json()["problems"][0])
        members[17]["offers"] = ["fine"]
        self.assertEqual(self.assert_done(self.program.sync(members))["created"], 1)

    def test_contact_details_are_brought_and_the_members_own_stay(self) -> None:
        members = invented_members(11)
        for member in members:
            member["email"] = f"{member['id']}@platform.example"
        self.bring(members)
        self.assertEqual(self.email("pp-0002"), "pp-0002@platform.example")
        sequence = self.change_sequence()
        self.assert_done(self.program.sync(members))
        self.assertEqual(self.change_sequence(), sequence)
        self.set_own_email("pp-0003", "mine@elsewhere.example")
        members[2]["email"] = members[3]["email"] = "new@platform.example"
        report = self.assert_done(self.program.sync(members))
        self.assertEqual(report["kept"], [{"member_id": "pp-0003", "fields": ["contact"]}])
        self.assertEqual(self.email("pp-0003"), "mine@elsewhere.example")
        self.assertEqual(self.email("pp-0002"), "new@platform.example")

    def test_a_stream_sent_twice_writes_once(self) -> None:
        self.assert_done(self.program.sync([], "--create"))
        path = self.server.folder / "twice.jsonl"
        path.write_text("".join(json.dumps(member) + "\n" for member in invented_members(30)))
        profiles = list(MembersFile.read(path, self.network).profiles.values())
        first = import_members(self.weft, self.network, profiles, page_size=7, request_id="same")
        sequence = self.change_sequence()
        second = import_members(self.weft, self.network, profiles, page_size=7, request_id="same")
        self.assertEqual(first.created_count, 30)
        self.assertEqual(second, first)
        self.assertEqual(self.change_sequence(), sequence)
        other = import_members(self.weft, self.network, profiles, page_size=7, request_id=new_request_id())
        self.assertEqual((other.created_count, other.unchanged_count), (0, 30))
