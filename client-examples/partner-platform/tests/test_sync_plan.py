import tempfile
import unittest
from pathlib import Path
from typing import Any

from weft.v1 import member_pb2

from partner.ledger import Ledger
from partner.network_name import NetworkName
from partner.profile import Profile, profile_of
from partner.state_folder import StateError, StateFolder
from partner.sync_plan import Kept, make_plan

_NETWORK = NetworkName("n")


def _profile(member_id: str, **record: Any) -> Profile:
    return profile_of({"id": member_id, **record}, _NETWORK)


class SyncPlanTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self._folder = StateFolder(Path(folder.name))
        self._ledger = Ledger(self._folder, _NETWORK)

    def _held(self, *profiles: Profile) -> dict[str, member_pb2.Member]:
        """As if they had been brought before."""
        for profile in profiles:
            self._ledger.held(profile.member_id, profile.marks())
        return {profile.member_id: member_pb2.Member(name=profile.member.name, etag="e1") for profile in profiles}

    def test_who_is_new_gone_erased_and_of_others(self) -> None:
        present = self._held(_profile("stays"), _profile("leaves"), _profile("erased"))
        del present["erased"]
        present["stranger"] = member_pb2.Member()
        file = {member_id: _profile(member_id) for member_id in ("stays", "erased", "stranger", "new")}
        plan = make_plan(file, present, self._ledger)
        self.assertEqual([profile.member_id for profile in plan.new], ["new"])
        self.assertEqual((plan.unchanged, plan.gone, plan.erased, plan.others),
                         (["stays"], ["leaves"], ["erased"], ["stranger"]))

    def test_who_was_being_sent_when_the_last_run_was_killed(self) -> None:
        self._ledger.sending("arrived")
        self._ledger.sending("lost")
        self._ledger.save()
        self._ledger = Ledger(self._folder, _NETWORK)
        file = {member_id: _profile(member_id) for member_id in ("arrived", "lost")}
        plan = make_plan(file, {"arrived": member_pb2.Member(etag="e1")}, self._ledger)
        self.assertEqual([profile.member_id for profile in plan.new], ["lost"])
        self.assertEqual([profile.member_id for profile in plan.unsure], ["arrived"])
        self.assertEqual((plan.others, plan.erased, plan.changed), ([], [], []))

    def test_only_what_changed_in_the_file_is_sent(self) -> None:
        present = self._held(_profile("a", bio="b", offers=["o"]))
        present["a"].needs.append("said in a chat")
        plan = make_plan({"a": _profile("a", bio="b", offers=["other"])}, present, self._ledger)
        self.assertEqual([(change.paths, change.etag) for change in plan.changed], [(("offers",), "e1")])

    def test_the_members_word_is_kept_and_not_asked_for(self) -> None:
        present = self._held(_profile("a", introductions_per_month=2, rhythm="weekly"))
        said = present["a"].participation
        said.introductions_per_month = 1
        said.rhythm = member_pb2.Participation.RHYTHM_WEEKLY
        said.spoken_fields.extend(["introductions_per_month", "rhythm"])
        plan = make_plan({"a": _profile("a", introductions_per_month=4, rhythm="weekly")}, present, self._ledger)
        self.assertEqual(plan.kept, [Kept("a", ("introductions_per_month",))])
        self.assertEqual((plan.changed, plan.unchanged), ([], ["a"]))

    def test_the_state_of_another_network_is_refused(self) -> None:
        self._ledger.save()
        with self.assertRaisesRegex(StateError, "is that of networks/n"):
            Ledger(self._folder, NetworkName("m"))

    def test_one_run_at_a_time(self) -> None:
        with self._folder.lock("sync"):
            with self.assertRaises(StateError), self._folder.lock("sync"):
                pass
            with self._folder.lock("follow"):
                pass
        with self._folder.lock("sync"):
            pass
