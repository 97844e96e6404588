#include "weft/store/policy_history.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/message_differencer.h"
#include "weft/base/error.h"
#include "weft/store/timestamp.h"

namespace weft {

std::vector<std::string> ChangedFields(const v1::Policy& before, const v1::Policy& after) {
  const google::protobuf::Descriptor* descriptor = v1::Policy::descriptor();
  const google::protobuf::Reflection* reflection = v1::Policy::GetReflection();
  google::protobuf::util::MessageDifferencer differencer;
  std::vector<std::string> changed;
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const google::protobuf::FieldDescriptor* field = descriptor->field(i);
    const bool presence_differs =
        field->has_presence() && reflection->HasField(before, field) != reflection->HasField(after, field);
    if (presence_differs || !differencer.CompareWithFields(before, after, {field}, {field})) {
      changed.push_back(field->name());
    }
  }
  return changed;
}

absl::Status PolicyHistory::Append(int64_t network, int64_t sequence, absl::string_view reason,
                                   const std::vector<std::string>& changed_fields, const v1::Policy& after) {
  return db_->Run(
      "INSERT INTO policy_changes (network, sequence, reason, changed_fields, policy) VALUES (?1, ?2, ?3, "
      "?4, ?5)",
      network, sequence, reason, absl::StrJoin(changed_fields, ","), Blob{after.SerializeAsString()});
}

absl::StatusOr<std::vector<v1::PolicyChange>> PolicyHistory::List(int64_t network, int64_t before, int limit) const {
  WEFT_ASSIGN_OR_RETURN(
      Statement list,
      db_->Prepare("SELECT p.sequence, c.time, c.caller, p.reason, p.changed_fields, p.policy FROM policy_changes p "
                   "JOIN changes c ON c.network = p.network AND c.sequence = p.sequence WHERE p.network = ?1 AND "
                   "p.sequence < ?2 ORDER BY p.sequence DESC LIMIT ?3",
                   network, before == 0 ? std::numeric_limits<int64_t>::max() : before, limit));
  std::vector<v1::PolicyChange> changes;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const bool more, list.Step());
    if (!more) return changes;
    v1::PolicyChange change;
    change.set_change_sequence(list.Int(0));
    *change.mutable_time() = TimestampOf(list.Int(1));
    change.set_caller(std::string(list.Text(2)));
    change.set_reason(std::string(list.Text(3)));
    for (absl::string_view field : absl::StrSplit(list.Text(4), ',', absl::SkipEmpty())) {
      change.add_changed_fields(std::string(field));
    }
    const absl::string_view policy = list.Bytes(5);
    if (!change.mutable_policy()->ParseFromArray(policy.data(), static_cast<int>(policy.size()))) {
      return db_->Corrupt(absl::StrCat("policy change ", change.change_sequence(), " is unreadable"));
    }
    changes.push_back(std::move(change));
  }
}

}  // namespace weft
