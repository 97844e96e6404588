"""Keeps a network in step with the platform's own members file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from weft.v1 import contact_pb2, member_pb2, member_service_pb2

from partner.connection import Connection, new_request_id
from partner.ledger import Ledger
from partner.member_stream import import_members
from partner.members_file import MembersFile
from partner.network_name import NetworkName, id_of
from partner.profile import Profile
from partner.sync_plan import Change, Kept, changed_paths, kept_fields, make_plan
from partner.sync_report import SyncReport
from partner.weft_error import WeftError

# Fewer new members than this are sent one by one, more by stream, which also tells of those that are there already.
_STREAM_FROM = 10
# How often a change is compared again because somebody was quicker.
_LOOKS_MAX = 5


class Sync:
    """One run. What went wrong with one member is reported, and the others go on; when Weft cannot be reached, it ends
    with WeftError, and the next run goes on from there."""

    def __init__(self, weft: Connection, network: NetworkName, file: MembersFile, ledger: Ledger, page_size: int):
        self._weft = weft
        self._network = network
        self._file = file
        self._ledger = ledger
        self._page_size = page_size
        self.report = SyncReport(problems=list(file.problems))
        self.others: set[str] = set()  # After `run`: members of the network whom this platform has not brought.

    def run(self, adopt: bool, bring_back: Sequence[str], erase_max: int | None) -> SyncReport:
        """`erase_max`: None means a tenth of what the platform has brought, or ten."""
        for member_id in bring_back:
            self._ledger.forget(member_id)
        present = self._present()
        if adopt:
            for member_id in (self._file.profiles.keys() & present.keys()) - self._ledger.ids():
                self._ledger.sending(member_id)
        self.others = present.keys() - self._ledger.ids()
        plan = make_plan(self._file.profiles, present, self._ledger)
        self.report.unchanged = len(plan.unchanged)
        self.report.kept = plan.kept
        self.report.erased_in_weft = plan.erased
        self.report.of_others = plan.others
        for member_id in plan.erased:
            self._ledger.erased(member_id)
        try:
            self._bring(plan.new, plan.unsure)
            for change in plan.changed:
                self._for_one(change.profile.member_id, partial(self._update, change))
            self._send_contacts()
            self._erase(plan.gone, erase_max)
            self._forget_erased()
        finally:
            self._ledger.save()  # What has been done has been done.
        return self.report

    def _present(self) -> dict[str, member_pb2.Member]:
        request = member_service_pb2.ListMembersRequest(parent=str(self._network), page_size=self._page_size)
        pages = self._weft.pages(self._weft.members.ListMembers, request)
        return {id_of(member.name): member for page in pages for member in page.members}

    def _bring(self, new: Sequence[Profile], unsure: Sequence[Profile]) -> None:
        for profile in new:
            self._ledger.sending(profile.member_id)
        self._ledger.save()
        if unsure or len(new) >= _STREAM_FROM:
            self._stream([*new, *unsure])
            return
        for profile in new:
            self._for_one(profile.member_id, partial(self._upsert, profile))

    def _stream(self, profiles: Sequence[Profile]) -> None:
        response = import_members(self._weft, self._network, profiles, self._page_size, new_request_id())
        self.report.created += response.created_count
        self.report.updated += response.updated_count
        self.report.unchanged += response.unchanged_count
        self.report.kept += [Kept(id_of(kept.member), tuple(kept.fields)) for kept in response.kept]
        refused = set()
        for error in response.errors:
            refused.add(error.row)
            self._problem(profiles[error.row].member_id, f"{error.field} {error.description}")
        if response.failed_count > len(refused):
            self.report.problems.append(f"{response.failed_count - len(refused)} more rows were refused")
            return  # Not known which: looked at again at the next run.
        for row, profile in enumerate(profiles):
            if row not in refused:
                self._ledger.held(profile.member_id, profile.marks())

    def _upsert(self, profile: Profile) -> None:
        request = member_service_pb2.UpdateMemberRequest(member=profile.member, allow_missing=True)
        self._weft.write(self._weft.members.UpdateMember, request)
        self._ledger.held(profile.member_id, profile.marks())
        self.report.created += 1

    def _update(self, change: Change) -> None:
        profile, paths, etag = change.profile, change.paths, change.etag
        for look in range(_LOOKS_MAX):
            request = member_service_pb2.UpdateMemberRequest(member=profile.member)
            request.member.etag = etag
            request.update_mask.paths.extend(paths)
            try:
                if paths:
                    self._weft.write(self._weft.members.UpdateMember, request)
                break
            except WeftError as error:
                # The member was changed since it was listed, perhaps by their own word: compare with what is there now.
                if error.reason not in ("ETAG_MISMATCH", "MEMBER_HAS_SPOKEN") or look + 1 == _LOOKS_MAX:
                    raise
            current = self._weft.read(self._weft.members.GetMember,
                                      member_service_pb2.GetMemberRequest(name=profile.member.name))
            etag = current.etag
            paths = changed_paths(profile, current, self._ledger.sent_marks(profile.member_id))
            kept = kept_fields(profile, current)
            self.report.kept = [entry for entry in self.report.kept if entry.member_id != profile.member_id]
            if kept:
                self.report.kept.append(Kept(profile.member_id, kept))
        self._ledger.held(profile.member_id, profile.marks())
        self.report.updated += 1

    def _send_contacts(self) -> None:
        for member_id, profile in self._file.profiles.items():
            if self._ledger.is_held(member_id) and profile.email_mark() != self._ledger.email_mark(member_id):
                self._for_one(member_id, partial(self._send_contact, profile))

    def _send_contact(self, profile: Profile) -> None:
        contact = contact_pb2.Contact(name=f"{profile.member.name}/contact", email=profile.email)
        request = member_service_pb2.UpdateContactRequest(contact=contact)
        request.update_mask.paths.append("email")  # An empty one is taken away.
        try:
            self._weft.write(self._weft.members.UpdateContact, request)
        except WeftError as error:
            if error.reason != "MEMBER_HAS_SPOKEN":
                raise
            self.report.kept.append(Kept(profile.member_id, ("contact",)))
        self._ledger.email_sent(profile.member_id, profile.email_mark())

    def _erase(self, gone: Sequence[str], erase_max: int | None) -> None:
        if gone and self._file.problems:
            self.report.problems.append(f"{len(gone)} members are no longer in the file; nobody is erased while lines "
                                        "of it cannot be read")
            return
        most = max(10, len(self._ledger.ids()) // 10) if erase_max is None else erase_max
        if len(gone) > most:
            self.report.problems.append(f"{len(gone)} members are no longer in the file, more than {most}: nobody is "
                                        f"erased; if the file is right, --erase-max {len(gone)}")
            return
        for member_id in gone:
            self._for_one(member_id, partial(self._erase_one, member_id))

    def _erase_one(self, member_id: str) -> None:
        # One who is gone already, at their own wish, is no error.
        request = member_service_pb2.DeleteMemberRequest(name=self._network.member(member_id), allow_missing=True)
        self._weft.write(self._weft.members.DeleteMember, request)
        self._ledger.forget(member_id)
        self.report.erased += 1

    def _forget_erased(self) -> None:
        # Once they have left the platform, too; who joins it again later comes as a new member.
        if not self._file.problems:
            for member_id in self._ledger.erased_ids() - self._file.profiles.keys():
                self._ledger.forget(member_id)

    def _for_one(self, member_id: str, act: Callable[[], None]) -> None:
        try:
            act()
        except WeftError as error:
            if error.is_in_doubt:
                raise
            self._problem(member_id, str(error))

    def _problem(self, member_id: str, text: str) -> None:
        line = self._file.lines.get(member_id)
        where = f"line {line}, {member_id}" if line else member_id
        self.report.problems.append(f"{where}: {text}")
