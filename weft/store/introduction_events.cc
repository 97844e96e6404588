#include "weft/store/introduction_events.h"

#include <utility>

#include "weft/base/clock.h"
#include "weft/base/error.h"

namespace weft {

absl::Status IntroductionEvents::Append(int64_t network, const StoredIntroductionEvent& event) {
  return db_->Run(
      "INSERT INTO introduction_events (network, sequence, introduction, type, member, from_state, to_state, reason) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      network, event.sequence, event.introduction_key, static_cast<int64_t>(event.type), event.member_key,
      static_cast<int64_t>(event.from_state), static_cast<int64_t>(event.to_state), event.reason);
}

absl::StatusOr<std::vector<StoredIntroductionEvent>> IntroductionEvents::Read(int64_t network, int64_t after,
                                                                              int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT e.sequence, e.introduction, i.id, e.type, e.member, m.id, e.from_state, e.to_state, "
                   "e.reason, c.time, c.caller, c.spoke_for_member FROM introduction_events e JOIN introductions i ON "
                   "i.key = e.introduction JOIN changes c ON c.network = e.network AND c.sequence = e.sequence LEFT "
                   "JOIN members m ON m.key = e.member WHERE e.network = ?1 AND e.sequence > ?2 ORDER BY e.sequence "
                   "LIMIT ?3",
                   network, after, limit));
  return ReadAll(&list);
}

absl::StatusOr<std::vector<StoredIntroductionEvent>> IntroductionEvents::ReadOf(int64_t introduction, int64_t after,
                                                                                int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT e.sequence, e.introduction, i.id, e.type, e.member, m.id, e.from_state, e.to_state, "
                   "e.reason, c.time, c.caller, c.spoke_for_member FROM introduction_events e JOIN introductions i ON "
                   "i.key = e.introduction JOIN changes c ON c.network = e.network AND c.sequence = e.sequence LEFT "
                   "JOIN members m ON m.key = e.member WHERE e.introduction = ?1 AND e.sequence > ?2 ORDER BY "
                   "e.sequence LIMIT ?3",
                   introduction, after, limit));
  return ReadAll(&list);
}

absl::StatusOr<std::vector<StoredIntroductionEvent>> IntroductionEvents::ReadAll(Statement* rows) const {
  std::vector<StoredIntroductionEvent> events;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, rows->Step());
    if (!more) return events;
    StoredIntroductionEvent event;
    event.sequence = rows->Int(0);
    event.introduction_key = rows->Int(1);
    event.introduction_id = std::string(rows->Text(2));
    event.type = static_cast<v1::IntroductionEvent::Type>(rows->Int(3));
    event.member_key = rows->Int(4);
    event.member_id = std::string(rows->Text(5));
    event.from_state = static_cast<v1::Introduction::State>(rows->Int(6));
    event.to_state = static_cast<v1::Introduction::State>(rows->Int(7));
    event.reason = std::string(rows->Text(8));
    event.time = FromMicros(rows->Int(9));
    event.caller = std::string(rows->Text(10));
    event.spoke_for_member = rows->Int(11) != 0;
    events.push_back(std::move(event));
  }
}

}  // namespace weft
