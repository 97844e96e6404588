import tempfile
import unittest
from pathlib import Path

from weft.v1 import member_pb2

from partner.members_file import MembersFile
from partner.network_name import NetworkName

_BAD_LINES: dict[str, tuple[str | bytes, str]] = {
    "not JSON": ('{"id":"a"', "is not JSON"),
    "not UTF-8": (b'{"id":"a","bio":"\xff"}', "is not JSON"),
    "a list": ('["a"]', "is not an object"),
    "no id": ('{"bio":"x"}', "id is missing"),
    "an id that is a name": ('{"id":"networks/n/members/a"}', "id is missing or not a plain id"),
    "a list where a text is expected": ('{"id":"a","bio":["x"]}', "bio is ['x']; expected a text"),
    "a text where a list is expected": ('{"id":"a","offers":"x"}', "offers is 'x'; expected a list of texts"),
    "a list of numbers": ('{"id":"a","offers":[1]}', "offers is [1]; expected a list of texts"),
    "too many introductions": ('{"id":"a","introductions_per_month":32}', "expected 0 to 31"),
    "a truth for a number": ('{"id":"a","introductions_per_month":true}', "expected 0 to 31"),
    "an unknown rhythm": ('{"id":"a","rhythm":"daily"}', "expected one of weekly, fortnightly, monthly, on request"),
    "a yes in the member's place": ('{"id":"a","being_found":"agreed"}', "a yes is the member's own to say"),
}


class MembersFileTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self._path = Path(folder.name) / "members.jsonl"

    def _read(self, *lines: str | bytes) -> MembersFile:
        self._path.write_bytes(b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines))
        return MembersFile.read(self._path, NetworkName("n"))

    def test_every_field(self) -> None:
        file = self._read('{"id":"a","display_name":"A","bio":"b","interests":["i"],"offers":["o"],"needs":["n"],'
                          '"circles":["c"],"organization":"g","languages":["en"],"timezone":"Europe/Lisbon",'
                          '"introductions_per_month":0,"rhythm":"monthly","being_found":"refused",'
                          '"email":"a@a.example"}')
        self.assertEqual(file.problems, [])
        profile = file.profiles["a"]
        self.assertEqual(profile.member, member_pb2.Member(
            name="networks/n/members/a", display_name="A", bio="b", interests=["i"], offers=["o"], needs=["n"],
            circles=["c"], organization="g", languages=["en"], timezone="Europe/Lisbon",
            participation=member_pb2.Participation(
                introductions_per_month=0, rhythm=member_pb2.Participation.RHYTHM_MONTHLY,
                being_found=member_pb2.Participation.WORD_REFUSED)))
        self.assertEqual(profile.stated, ["being_found", "introductions_per_month", "rhythm"])
        self.assertEqual(profile.email, "a@a.example")

    def test_a_bad_line_is_named_and_keeps_no_other_back(self) -> None:
        for name, (line, problem) in _BAD_LINES.items():
            with self.subTest(name):
                file = self._read('{"id":"first"}', "", line, '{"id":"last"}')
                self.assertEqual(list(file.profiles), ["first", "last"])
                self.assertEqual(len(file.problems), 1)
                self.assertTrue(file.problems[0].startswith("line 3: "), file.problems[0])
                self.assertIn(problem, file.problems[0])

    def test_the_same_id_twice(self) -> None:
        file = self._read('{"id":"a","bio":"1"}', '{"id":"a","bio":"2"}')
        self.assertEqual(file.problems, ["line 2: a stands in line 1 already"])
        self.assertEqual(file.profiles["a"].member.bio, "1")

    def test_unknown_keys_are_counted(self) -> None:
        file = self._read('{"id":"a","title":"x"}', '{"id":"b","title":"x","score":1}')
        self.assertEqual(file.unknown_keys, {"title": 2, "score": 1})

    def test_marks_change_with_what_is_said(self) -> None:
        file = self._read('{"id":"a","offers":["x","y"],"rhythm":"weekly"}', '{"id":"b","offers":["x y"]}')
        a, b = file.profiles["a"].marks(), file.profiles["b"].marks()
        self.assertNotEqual(a["offers"], b["offers"])
        self.assertEqual(a["bio"], b["bio"])
        self.assertIn("participation.rhythm", a)
        self.assertNotIn("participation.rhythm", b)
