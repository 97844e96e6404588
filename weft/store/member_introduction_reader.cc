#include "weft/store/member_introduction_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/store/timestamp.h"
#include "weft/v1/introduction.pb.h"

namespace weft {
namespace {

using Side = v1::Introduction::Side;

bool IsTopic(const Side& side) {
  return side.decline().reason() == v1::Decline::REASON_TOPIC ||
         side.outcome().kind() == v1::Outcome::KIND_NOT_A_FIT_TOPIC;
}

// The member's own phrase that had carried it.
std::string TopicOf(const Side& side) {
  for (const v1::Reason& reason : side.reasons()) {
    if (!reason.own_phrase().empty()) return reason.own_phrase();
  }
  return "";
}

// When a side last said anything about it.
int64_t SpokeMicros(const Side& side) {
  int64_t spoke = 0;
  if (side.has_answer_time() && side.answer() != Side::ANSWER_SILENT) spoke = MicrosOf(side.answer_time());
  if (side.outcome().has_record_time()) spoke = std::max(spoke, MicrosOf(side.outcome().record_time()));
  return spoke;
}

// Gathers entries from rows of introductions and their sides: columns key, introducer, rest_until, introduction,
// member, side, all sides of one introduction together.
class Gatherer {
 public:
  // `only`: 0 for everybody.
  explicit Gatherer(int64_t only) : only_(only) {}

  absl::Status Read(Database* db, Statement* rows) {
    for (;;) {
      WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
      if (!more) break;
      if (rows->Int(0) != key_) {
        Finish();
        key_ = rows->Int(0);
        introducer_ = rows->OptionalInt(1).value_or(0);
        rest_until_ = rows->Int(2);
        const absl::string_view bytes = rows->Bytes(3);
        introduction_.Clear();
        if (!introduction_.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
          return db->Corrupt("an introduction is unreadable");
        }
      }
      const absl::string_view bytes = rows->Bytes(5);
      sides_.emplace_back(rows->OptionalInt(4).value_or(0), Side());
      if (!sides_.back().second.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
        return db->Corrupt("a side of an introduction is unreadable");
      }
    }
    Finish();
    return absl::OkStatus();
  }

  std::map<int64_t, MemberIntroductions>& members() { return members_; }

 private:
  // The introduction whose rows have all been read.
  void Finish() {
    for (const auto& own : sides_) {
      if (own.first == 0 || (only_ != 0 && own.first != only_)) continue;
      MemberIntroductions::Entry entry;
      entry.introduction_key = key_;
      entry.state = introduction_.state();
      entry.answer = own.second.answer();
      entry.outcome = own.second.outcome().kind();
      entry.gone = own.second.gone();
      entry.proposed = introduction_.origin() == v1::Introduction::ORIGIN_SELF && introducer_ == own.first;
      entry.weak_tie = introduction_.kind() == v1::Recommendation::KIND_WEAK_TIE;
      entry.topic_declined = IsTopic(own.second);
      if (entry.topic_declined) entry.topic = TopicOf(own.second);
      if (introduction_.has_propose_time()) entry.propose_micros = MicrosOf(introduction_.propose_time());
      if (introduction_.has_end_time()) entry.end_micros = MicrosOf(introduction_.end_time());
      entry.rest_until_micros = rest_until_;
      for (const auto& other : sides_) {
        if (other.first != 0 && other.first != own.first) entry.other_keys.push_back(other.first);
      }
      MemberIntroductions& member = members_[own.first];
      member.key = own.first;
      member.spoke_micros = std::max(member.spoke_micros, SpokeMicros(own.second));
      member.entries.push_back(std::move(entry));
    }
    sides_.clear();
  }

  const int64_t only_;
  int64_t key_ = 0;
  int64_t introducer_ = 0;
  int64_t rest_until_ = 0;
  v1::Introduction introduction_;
  std::vector<std::pair<int64_t, Side>> sides_;  // With the member's key; 0: erased.
  std::map<int64_t, MemberIntroductions> members_;
};

}  // namespace

absl::StatusOr<MemberIntroductions> MemberIntroductionReader::OfMember(int64_t member) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement rows,
      db_->Prepare("SELECT i.key, i.introducer, i.rest_until, i.introduction, s.member, s.side FROM introduction_sides "
                   "own JOIN introductions i ON i.key = own.introduction JOIN introduction_sides s ON s.introduction = "
                   "i.key WHERE own.member = ?1 ORDER BY i.key, s.position",
                   member));
  Gatherer gatherer(member);
  WEFT_RETURN_IF_ERROR(gatherer.Read(db_, &rows));
  MemberIntroductions out;
  if (!gatherer.members().empty()) out = std::move(gatherer.members().begin()->second);
  out.key = member;
  WEFT_ASSIGN_OR_RETURN(Statement spoke, db_->Prepare("SELECT spoke FROM members WHERE key = ?1", member));
  WEFT_ASSIGN_OR_RETURN(const bool found, spoke.Step());
  if (found) out.spoke_micros = std::max(out.spoke_micros, spoke.Int(0));
  return out;
}

absl::StatusOr<std::vector<MemberIntroductions>> MemberIntroductionReader::OfAll(int64_t network) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement rows,
      db_->Prepare(
          "SELECT i.key, i.introducer, i.rest_until, i.introduction, s.member, s.side FROM introductions i "
          "JOIN introduction_sides s ON s.introduction = i.key WHERE i.network = ?1 ORDER BY i.key, s.position",
          network));
  Gatherer gatherer(0);
  WEFT_RETURN_IF_ERROR(gatherer.Read(db_, &rows));
  WEFT_ASSIGN_OR_RETURN(Statement spoke,
                        db_->Prepare("SELECT key, spoke FROM members WHERE network = ?1 AND spoke > 0", network));
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, spoke.Step());
    if (!more) break;
    auto found = gatherer.members().find(spoke.Int(0));
    if (found == gatherer.members().end()) continue;
    found->second.spoke_micros = std::max(found->second.spoke_micros, spoke.Int(1));
  }
  std::vector<MemberIntroductions> all;
  all.reserve(gatherer.members().size());
  for (auto& entry : gatherer.members()) all.push_back(std::move(entry.second));
  return all;
}

}  // namespace weft
