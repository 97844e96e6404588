#include "weft/store/store_schema.h"

namespace weft {
namespace {

// Released migrations never change; the next version is one more entry in kMigrations.
//
// Members are keyed by a number that is given once (AUTOINCREMENT); their names stand in `members` only. The log and
// the requests hold keys, times and callers, nothing about a member, so that deleting the row is erasure.
constexpr char kVersion1[] = R"sql(
CREATE TABLE networks (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  policy BLOB NOT NULL,           -- weft.v1.Policy
  version INTEGER NOT NULL,       -- counts writes of display_name and policy
  created INTEGER NOT NULL,
  sequence INTEGER NOT NULL,      -- of the last row of `changes`
  member_count INTEGER NOT NULL,
  tie_count INTEGER NOT NULL      -- without removed ones
) STRICT;

CREATE TABLE members (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  network INTEGER NOT NULL REFERENCES networks (key),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,       -- counts writes
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  created_sequence INTEGER NOT NULL,
  profile BLOB NOT NULL,          -- weft.v1.Member without name, etag and times
  UNIQUE (network, id)
) STRICT;
CREATE INDEX members_by_key ON members (network, key);

CREATE TABLE ties (
  a INTEGER NOT NULL REFERENCES members (key),  -- the end whose id sorts first
  b INTEGER NOT NULL REFERENCES members (key),
  weight REAL NOT NULL,
  last_contact INTEGER,           -- or period, or neither
  period INTEGER,
  kind TEXT NOT NULL,
  updated INTEGER NOT NULL,
  removed INTEGER NOT NULL,       -- 1: a member removed it; what it was is forgotten
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX ties_by_b ON ties (b);

CREATE TABLE changes (
  network INTEGER NOT NULL REFERENCES networks (key),
  sequence INTEGER NOT NULL,
  kind INTEGER NOT NULL,          -- Change::Kind
  key INTEGER NOT NULL,           -- of a member, or 0; outlives the member
  other_key INTEGER NOT NULL,
  time INTEGER NOT NULL,
  caller TEXT NOT NULL,
  spoke_for_member INTEGER NOT NULL,
  PRIMARY KEY (network, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_changes (
  network INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  reason TEXT NOT NULL,
  changed_fields TEXT NOT NULL,   -- separated by commas
  policy BLOB NOT NULL,           -- after the change
  PRIMARY KEY (network, sequence),
  FOREIGN KEY (network, sequence) REFERENCES changes (network, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
  key INTEGER PRIMARY KEY,
  network INTEGER NOT NULL REFERENCES networks (key),
  caller TEXT NOT NULL,
  request_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  time INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  outcomes BLOB NOT NULL,         -- a byte a mutation, ApplyResult::Outcome
  UNIQUE (network, caller, request_id)
) STRICT;
CREATE INDEX requests_by_time ON requests (time);
)sql";

// Contact details, introductions, rounds, messages. Names of members stand in none of these tables; blobs hold no name
// either, so that erasing a member is: their rows away or their key NULL, and what was written by or about them
// cleared.
constexpr char kVersion2[] = R"sql(
ALTER TABLE members ADD COLUMN spoke INTEGER NOT NULL DEFAULT 0;  -- when the member last said anything; 0: never

CREATE TABLE contacts (
  member INTEGER PRIMARY KEY REFERENCES members (key),
  version INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  spoken INTEGER NOT NULL,        -- 1: the member set it
  contact BLOB NOT NULL           -- weft.v1.Contact without name, etag, time and spoken
) STRICT;

CREATE TABLE rounds (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  network INTEGER NOT NULL REFERENCES networks (key),
  number INTEGER NOT NULL,        -- 1, 2, 3 … in the network
  version INTEGER NOT NULL,
  state INTEGER NOT NULL,         -- weft.v1.Round.State
  weaver INTEGER REFERENCES members (key),
  holder INTEGER REFERENCES members (key),
  opens INTEGER,                  -- by itself; NULL once it is open, closed or cancelled
  created INTEGER NOT NULL,
  round BLOB NOT NULL,            -- weft.v1.Round without names
  UNIQUE (network, number)
) STRICT;
CREATE INDEX rounds_by_opening ON rounds (network, opens) WHERE opens IS NOT NULL;
CREATE INDEX rounds_by_weaver ON rounds (weaver) WHERE weaver IS NOT NULL;
CREATE INDEX rounds_by_holder ON rounds (holder) WHERE holder IS NOT NULL;

CREATE VIEW round_rows AS
SELECT r.key, r.network, r.number, r.version, r.state, r.opens, r.created, r.round, w.id AS weaver_id, h.id AS holder_id
FROM rounds r LEFT JOIN members w ON w.key = r.weaver LEFT JOIN members h ON h.key = r.holder;

CREATE TABLE round_scopes (       -- of rounds over a list
  round INTEGER NOT NULL REFERENCES rounds (key),
  member INTEGER NOT NULL REFERENCES members (key),
  PRIMARY KEY (round, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_scopes_by_member ON round_scopes (member);

CREATE TABLE introductions (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  network INTEGER NOT NULL REFERENCES networks (key),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  state INTEGER NOT NULL,         -- weft.v1.Introduction.State, the true one
  origin INTEGER NOT NULL,
  introducer INTEGER REFERENCES members (key),
  round INTEGER REFERENCES rounds (key),
  due INTEGER,                    -- when something happens by itself; NULL: nothing will
  rest_until INTEGER NOT NULL,    -- the sides are not introduced to each other before
  created INTEGER NOT NULL,
  introduction BLOB NOT NULL,     -- weft.v1.Introduction without names and sides
  UNIQUE (network, id)
) STRICT;
CREATE INDEX introductions_by_network ON introductions (network, key);
CREATE INDEX introductions_by_due ON introductions (network, due) WHERE due IS NOT NULL;
CREATE INDEX introductions_by_introducer ON introductions (introducer) WHERE introducer IS NOT NULL;
CREATE INDEX introductions_by_round ON introductions (round) WHERE round IS NOT NULL;

CREATE VIEW introduction_rows AS
SELECT i.key, i.network, i.id, i.version, i.state, i.origin, i.introducer, i.round, i.due, i.rest_until, i.created,
  i.introduction, m.id AS introducer_id, r.number AS round_number FROM introductions i
LEFT JOIN members m ON m.key = i.introducer LEFT JOIN rounds r ON r.key = i.round;

CREATE TABLE introduction_sides (
  introduction INTEGER NOT NULL REFERENCES introductions (key),
  position INTEGER NOT NULL,
  member INTEGER REFERENCES members (key),  -- NULL: erased
  led_to INTEGER REFERENCES members (key),
  waiting INTEGER NOT NULL,       -- 1: it is this side's turn
  remind INTEGER,                 -- when this side is reminded or asked; NULL: is not
  side BLOB NOT NULL,             -- weft.v1.Introduction.Side without names and contact
  PRIMARY KEY (introduction, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX introduction_sides_by_member ON introduction_sides (member, introduction) WHERE member IS NOT NULL;
CREATE INDEX introduction_sides_by_led_to ON introduction_sides (led_to) WHERE led_to IS NOT NULL;

CREATE TABLE introduction_events (
  network INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  introduction INTEGER NOT NULL REFERENCES introductions (key),
  type INTEGER NOT NULL,          -- weft.v1.IntroductionEvent.Type
  member INTEGER NOT NULL,        -- whose side, or 0; outlives the member
  from_state INTEGER NOT NULL,
  to_state INTEGER NOT NULL,
  reason TEXT NOT NULL,           -- a weaver's
  PRIMARY KEY (network, sequence),
  FOREIGN KEY (network, sequence) REFERENCES changes (network, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX introduction_events_by_introduction ON introduction_events (introduction, sequence);

CREATE TABLE round_entries (
  round INTEGER NOT NULL REFERENCES rounds (key),
  number INTEGER NOT NULL,
  standing INTEGER NOT NULL,      -- weft.v1.RoundEntry.Standing
  place REAL NOT NULL,            -- orders the entries: value, dropped ones below all others
  introducer INTEGER REFERENCES members (key),
  weaver INTEGER REFERENCES members (key),
  introduction INTEGER REFERENCES introductions (key),
  entry BLOB NOT NULL,            -- weft.v1.RoundEntry without names and members
  PRIMARY KEY (round, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_entries_by_place ON round_entries (round, place, number);
CREATE INDEX round_entries_by_introducer ON round_entries (introducer) WHERE introducer IS NOT NULL;
CREATE INDEX round_entries_by_weaver ON round_entries (weaver) WHERE weaver IS NOT NULL;

CREATE VIEW round_entry_rows AS
SELECT e.round, e.number, e.standing, e.place, e.entry, n.id AS introducer_id, w.id AS weaver_id,
  i.id AS introduction_id FROM round_entries e LEFT JOIN members n ON n.key = e.introducer
LEFT JOIN members w ON w.key = e.weaver LEFT JOIN introductions i ON i.key = e.introduction;

CREATE TABLE round_entry_members (
  round INTEGER NOT NULL,
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  member INTEGER REFERENCES members (key),  -- NULL: erased
  person BLOB NOT NULL,           -- weft.v1.RoundEntry.Person without names
  PRIMARY KEY (round, number, position),
  FOREIGN KEY (round, number) REFERENCES round_entries (round, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_entry_members_by_member ON round_entry_members (member, round) WHERE member IS NOT NULL;

CREATE TABLE round_unserved (
  round INTEGER NOT NULL REFERENCES rounds (key),
  member INTEGER NOT NULL REFERENCES members (key),
  rounds_waited INTEGER NOT NULL,
  needs_a_hand INTEGER NOT NULL,  -- 1: stands on the list
  hand BLOB NOT NULL,             -- weft.v1.NeedsAHand without names
  PRIMARY KEY (round, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_unserved_by_member ON round_unserved (member, round);

-- Members whom the last round that was opened and had to do with them did not serve.
CREATE VIEW round_waits AS
SELECT r.network, u.member, m.id AS member_id, u.rounds_waited, u.needs_a_hand, u.hand, r.number
FROM round_unserved u JOIN rounds r ON r.key = u.round JOIN members m ON m.key = u.member
WHERE r.state IN (3, 4)
  AND NOT EXISTS (SELECT 1 FROM round_unserved v JOIN rounds s ON s.key = v.round
    WHERE v.member = u.member AND v.round > u.round AND s.state IN (3, 4))
  AND NOT EXISTS (SELECT 1 FROM round_entry_members p JOIN round_entries e ON e.round = p.round AND e.number = p.number
    WHERE p.member = u.member AND p.round > u.round AND e.introduction IS NOT NULL);

CREATE TABLE messages (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  network INTEGER NOT NULL REFERENCES networks (key),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  kind INTEGER NOT NULL,          -- weft.v1.Message.Kind
  state INTEGER NOT NULL,         -- weft.v1.Message.State
  channel INTEGER NOT NULL,       -- weft.v1.Message.Channel; 0 before it is claimed
  occasion TEXT NOT NULL,         -- what it says to whom, in keys: nobody is told the same twice
  due INTEGER NOT NULL,
  sent INTEGER,
  claim TEXT NOT NULL,            -- empty: nobody has it
  claim_ends INTEGER,
  attempts INTEGER NOT NULL,
  error TEXT NOT NULL,
  UNIQUE (network, id),
  UNIQUE (network, occasion)
) STRICT;
CREATE INDEX messages_by_state ON messages (network, state, due);

CREATE TABLE message_recipients (
  message INTEGER NOT NULL REFERENCES messages (key),
  position INTEGER NOT NULL,
  member INTEGER REFERENCES members (key),  -- NULL: erased
  bounced INTEGER NOT NULL,       -- 1: it came back
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_recipients_by_member ON message_recipients (member, message) WHERE member IS NOT NULL;

CREATE TABLE message_introductions (
  message INTEGER NOT NULL REFERENCES messages (key),
  position INTEGER NOT NULL,
  introduction INTEGER NOT NULL REFERENCES introductions (key),
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_introductions_by_introduction ON message_introductions (introduction, message);

CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kMigrations[] = {kVersion1, kVersion2};

}  // namespace

const Schema& StoreSchema() {
  static const Schema schema = {0x57454654 /* "WEFT" */, kMigrations};
  return schema;
}

}  // namespace weft
