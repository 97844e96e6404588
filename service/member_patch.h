#ifndef WEFT_SERVICE_MEMBER_PATCH_H_
#define WEFT_SERVICE_MEMBER_PATCH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/field_mask.pb.h"
#include "weft/v1/member.pb.h"

namespace weft {

// What a request changes of a member: some fields and their new values, normalized and valid. Immutable.
class MemberPatch {
 public:
  // For an update. Paths of `mask` are fields of Member that can be written, "participation", or
  // "participation.{field}"; without any, all that are set in `member`. INVALID_FIELD names paths that are none of
  // these, and values that are not valid, under `field_prefix`.
  static absl::StatusOr<MemberPatch> ForUpdate(const v1::Member& member, const google::protobuf::FieldMask& mask,
                                               absl::string_view field_prefix);
  // For a whole profile (a new member, a row of an import): every field of the profile, set or not, and what is set of
  // the participation.
  static absl::StatusOr<MemberPatch> ForWhole(const v1::Member& member, absl::string_view field_prefix);

  struct Result {
    v1::Member member;
    // Fields of the participation that stay as they are, because the member has spoken.
    std::vector<std::string> kept_fields;
  };
  // `current` with the changes.
  absl::StatusOr<Result> ApplyTo(const v1::Member& current, bool speaks_for_member) const;

  // The new texts that matching embeds: embedded beforehand, they cost the writer nothing.
  std::vector<std::string> Texts() const;

 private:
  MemberPatch() = default;

  v1::Member values_;
  std::vector<std::string> profile_fields_;
  std::vector<std::string> participation_fields_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_MEMBER_PATCH_H_
