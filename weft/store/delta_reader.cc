#include "weft/store/delta_reader.h"

#include <cassert>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "absl/types/optional.h"
#include "weft/base/error.h"
#include "weft/store/change_log.h"
#include "weft/store/introduction_table.h"
#include "weft/store/member_introduction_reader.h"
#include "weft/store/member_table.h"
#include "weft/store/network_table.h"
#include "weft/store/tie_table.h"

namespace weft {
namespace {

// Keys of the subjects of changes, each once, in order.
struct Subjects {
  std::set<int64_t> members;
  std::set<int64_t> tied;  // Ends of ties.
  std::set<int64_t> introductions;
};

Subjects SubjectsOf(const std::vector<Change>& changes) {
  Subjects subjects;
  for (const Change& change : changes) {
    switch (change.kind) {
      case Change::Kind::kNetwork:
      case Change::Kind::kPolicy:
      case Change::Kind::kContact:
      case Change::Kind::kRound:
        break;  // The network is part of every delta; the others are looked up where they are needed.
      case Change::Kind::kMember:
      case Change::Kind::kMemberDeleted:
        subjects.members.insert(change.key);
        break;
      case Change::Kind::kTie:
      case Change::Kind::kTieDeleted:
        subjects.tied.insert(change.key);
        subjects.tied.insert(change.other_key);
        break;
      case Change::Kind::kIntroduction:
        subjects.introductions.insert(change.key);
        break;
    }
  }
  return subjects;
}

}  // namespace

absl::StatusOr<Store::Delta> ReadDeltaFrom(Database* db, absl::string_view network, int64_t after, int limit) {
  assert(limit > 0);
  const NetworkTable networks(db);
  const MemberTable members(db);
  const TieTable ties(db);
  WEFT_ASSIGN_OR_RETURN(const NetworkRow row, networks.Get(network));
  WEFT_ASSIGN_OR_RETURN(const std::vector<Change> changes, ChangeLog(db).Read(row.key, after, limit));

  Store::Delta delta;
  delta.sequence = changes.empty() ? row.sequence : changes.back().sequence;
  delta.complete = delta.sequence == row.sequence;
  delta.network = row.ToNetwork();

  Subjects subjects = SubjectsOf(changes);
  for (int64_t key : subjects.tied) {
    WEFT_ASSIGN_OR_RETURN(const int64_t created, members.CreatedSequence(key));
    if (created == 0) {
      subjects.members.insert(key);  // Deleted, perhaps after a cut.
      continue;
    }
    Store::Delta::Neighborhood neighborhood;
    neighborhood.key = key;
    WEFT_ASSIGN_OR_RETURN(neighborhood.ties, ties.ListOf(key, network, "", "", std::numeric_limits<int>::max()));
    if (!delta.complete) {
      // A tie may have come after the cut, and with it a member the reader has not heard of.
      for (const StoredTie& tie : neighborhood.ties) {
        const int64_t other = tie.key_a == key ? tie.key_b : tie.key_a;
        WEFT_ASSIGN_OR_RETURN(const int64_t other_created, members.CreatedSequence(other));
        if (other_created > delta.sequence) subjects.members.insert(other);
      }
    }
    delta.neighborhoods.push_back(std::move(neighborhood));
  }
  const IntroductionTable introductions(db);
  std::set<int64_t> introduced = subjects.members;
  for (int64_t key : subjects.introductions) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<int64_t> sides, introductions.MembersOf(key));
    introduced.insert(sides.begin(), sides.end());
  }
  for (int64_t key : introduced) {
    WEFT_ASSIGN_OR_RETURN(MemberIntroductions of, MemberIntroductionReader(db).OfMember(key));
    if (!of.entries.empty()) delta.introductions.push_back(std::move(of));
  }
  for (int64_t key : subjects.members) {
    WEFT_ASSIGN_OR_RETURN(absl::optional<StoredMember> member, members.GetByKey(network, key));
    if (member.has_value()) {
      delta.members.push_back(*std::move(member));
    } else {
      delta.deleted_members.push_back(key);
    }
  }
  return delta;
}

}  // namespace weft
