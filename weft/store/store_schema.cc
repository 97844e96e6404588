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

constexpr const char* kMigrations[] = {kVersion1};

}  // namespace

const Schema& StoreSchema() {
  static const Schema schema = {0x57454654 /* "WEFT" */, kMigrations};
  return schema;
}

}  // namespace weft
