"""The event stream, across restarts of the follower and of the server."""

import shutil
import signal

from weft.v1 import introduction_pb2, introduction_service_pb2

from tests.invented_members import invented_members
from tests.waiting import until
from tests.weft_test_case import WeftTestCase


class FollowTest(WeftTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.bring(invented_members(40))

    def _told_of(self, introduction: str) -> list[tuple[str, str]]:
        return [(event["type"], event["member"].rsplit("/", 1)[-1]) for event in self.program.told()
                if event["introduction"]["name"] == introduction]

    def _begin(self) -> None:
        """Follows, and the stream has begun."""
        self.program.follow()
        until("a resume token", self.program.token)

    def _audit(self, introduction: str) -> list[str]:
        """What happened, as Weft has written it down."""
        request = introduction_service_pb2.ListIntroductionAuditRequest(parent=introduction, page_size=1)
        pages = self.weft.pages(self.weft.introductions.ListIntroductionAudit, request)
        name_of = introduction_pb2.IntroductionEvent.Type.Name
        return [name_of(entry.type).removeprefix("TYPE_") for page in pages for entry in page.entries]

    def _assert_all_told(self, introductions: list[str]) -> None:
        """The board has each event once and in order; the program has told each at least once."""
        for name in introductions:
            events = self.program.board(name)["events"]
            self.assertEqual([event["type"] for event in events], self._audit(name))
            self.assertEqual({kind.removeprefix("TYPE_") for kind, _ in self._told_of(name)},
                             {event["type"] for event in events})

    def test_from_the_proposal_to_both_answers(self) -> None:
        self._begin()
        name = self.propose("pp-0001", "pp-0002")
        self.program.until_told(name, "PROPOSED")
        self.accept(name, "pp-0002")
        event = self.program.until_told(name, "MUTUAL")
        self.assertEqual(event["introduction"]["state"], "STATE_MUTUAL")
        until("the board shows it", lambda: self.program.board(name)["state"] == "MUTUAL")
        self.assertEqual(self._told_of(name),
                         [("TYPE_PROPOSED", ""), ("TYPE_ANSWERED", "pp-0002"), ("TYPE_MUTUAL", "")])
        self.assertEqual(self.program.board(name)["members"],
                         [self.network.member("pp-0001"), self.network.member("pp-0002")])
        # What a no looks like to the platform: nothing says whose it was.
        lapsed = self.propose("pp-0003", "pp-0004")
        self.decline(lapsed, "pp-0004")
        self.assertEqual(self.program.until_told(lapsed, "LAPSED")["member"], "")
        self.assertEqual(self.program.end_following(), 0)
        self._assert_all_told([name, lapsed])

    def test_across_restarts_of_both(self) -> None:
        self._begin()
        names = [self.propose("pp-0001", "pp-0002")]
        self.program.until_told(names[0], "PROPOSED")
        # The follower is killed, and things go on without it.
        self.program.end_following(signal.SIGKILL)
        self.accept(names[0], "pp-0002")
        names.append(self.propose("pp-0003", "pp-0004"))
        self.program.follow()
        self.program.until_told(names[0], "MUTUAL")
        self.program.until_told(names[1], "PROPOSED")
        # The server is killed under the follower, which finds it again.
        self.server.end(signal.SIGKILL)
        self.server.start()
        self.accept(names[1], "pp-0004")
        names.append(self.propose("pp-0005", "pp-0006"))
        self.program.until_told(names[1], "MUTUAL")
        self.program.until_told(names[2], "PROPOSED")
        # Both.
        self.program.end_following(signal.SIGKILL)
        self.server.end(signal.SIGKILL)
        self.program.follow()
        self.server.start()
        self.accept(names[2], "pp-0006")
        self.program.until_told(names[2], "MUTUAL")
        self.assertEqual(self.program.end_following(), 0)
        self._assert_all_told(names)

    def test_what_is_told_again_is_taken_once(self) -> None:
        self._begin()
        old = self.program.state / "old-token.json"
        shutil.copy(self.program.state / "resume-token.json", old)
        name = self.propose("pp-0001", "pp-0002")
        self.accept(name, "pp-0002")
        # The state may be ahead of the events.
        until("the last event is on the board",
              lambda: [event for event in self.program.board(name)["events"] if event["type"] == "MUTUAL"])
        before = self.program.told()
        # As if it had been killed after each event was on the board and before the token was written.
        self.program.end_following(signal.SIGKILL)
        shutil.copy(old, self.program.state / "resume-token.json")
        self.program.follow()
        last = self.propose("pp-0003", "pp-0004")
        self.program.until_told(last, "PROPOSED")
        self.assertEqual(self.program.end_following(), 0)
        self._assert_all_told([name, last])
        self.assertEqual(self.program.told()[:-1], before)

    def test_what_was_before_the_stream_is_listed(self) -> None:
        names = [self.propose("pp-0001", "pp-0002"), self.propose("pp-0003", "pp-0004")]
        self._begin()
        self.assertEqual([self.program.board(name)["state"] for name in names], ["PROPOSED", "PROPOSED"])
        self.accept(names[1], "pp-0004")
        self.program.until_told(names[1], "MUTUAL")
        self.assertEqual(self._told_of(names[0]), [])

    def test_the_stream_waits_for_a_server_that_is_away(self) -> None:
        self.server.end(signal.SIGKILL)
        self.program.follow()
        self.server.start()
        until("a resume token", self.program.token)
        name = self.propose("pp-0001", "pp-0002")
        self.program.until_told(name, "PROPOSED")

    def test_one_follower_at_a_time(self) -> None:
        self._begin()
        second = self.program.run("follow")
        self.assertEqual(second.status, 1)
        self.assertIn("another follow is at work", second.err)


class RestoredStoreTest(WeftTestCase):
    """The store is an older copy: the token is ahead of it."""

    def test_begun_without_the_token_and_listed(self) -> None:
        self.bring(invented_members(12))
        kept = self.propose("pp-0001", "pp-0002")
        self.server.end()
        copy = self.server.folder / "copy"
        shutil.copytree(self.server.data, copy)
        self.server.start()
        self.program.follow()
        until("a resume token", self.program.token)
        lost = self.propose("pp-0003", "pp-0004")
        self.program.until_told(lost, "PROPOSED")
        self.assertEqual(self.program.end_following(), 0)
        ahead = self.program.token()
        self.server.end()
        shutil.rmtree(self.server.data)
        copy.rename(self.server.data)
        self.server.start()
        self.program.follow()
        until("another token", lambda: self.program.token() not in ("", ahead))
        self.accept(kept, "pp-0002")
        self.program.until_told(kept, "MUTUAL")
