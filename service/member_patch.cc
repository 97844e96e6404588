#include "service/member_patch.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "weft/base/error.h"
#include "weft/base/quoted.h"
#include "weft/profile/participation.h"
#include "weft/profile/profile.h"

namespace weft {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Reflection;

constexpr char kParticipation[] = "participation";
constexpr char kParticipationPrefix[] = "participation.";

// Fields of Member that requests write, all of them texts or lists of texts. The others are the name, the
// participation and what the server fills in.
constexpr std::array<const char*, 9> kProfileFields = {"display_name", "bio",          "interests", "offers",  "needs",
                                                       "circles",      "organization", "languages", "timezone"};

bool IsProfileField(absl::string_view name) {
  return std::find(kProfileFields.begin(), kProfileFields.end(), name) != kProfileFields.end();
}

bool IsSet(const v1::Member& member, const FieldDescriptor* field) {
  const Reflection* reflection = v1::Member::GetReflection();
  return field->is_repeated() ? reflection->FieldSize(member, field) > 0 : reflection->HasField(member, field);
}

// Makes a field of `to` what it is in `from`.
void CopyProfileField(const v1::Member& from, const std::string& name, v1::Member* to) {
  const FieldDescriptor* field = v1::Member::descriptor()->FindFieldByName(name);
  const Reflection* reflection = v1::Member::GetReflection();
  reflection->ClearField(to, field);
  if (!field->is_repeated()) return reflection->SetString(to, field, reflection->GetString(from, field));
  for (int i = 0; i < reflection->FieldSize(from, field); ++i) {
    reflection->AddString(to, field, reflection->GetRepeatedString(from, field, i));
  }
}

void AddOnce(std::string name, std::vector<std::string>* names) {
  if (std::find(names->begin(), names->end(), name) == names->end()) names->push_back(std::move(name));
}

absl::Status UnknownPath(absl::string_view path) {
  return InvalidField(
      "update_mask",
      absl::StrCat("has the path ", Quoted(path), "; expected ", absl::StrJoin(kProfileFields, ", "),
                   ", participation, or participation. and one of ", absl::StrJoin(ParticipationFields(), ", ")));
}

}  // namespace

absl::StatusOr<MemberPatch> MemberPatch::ForUpdate(const v1::Member& member, const google::protobuf::FieldMask& mask,
                                                   absl::string_view field_prefix) {
  MemberPatch patch;
  const std::vector<std::string> participation = ParticipationFields();
  for (const std::string& path : mask.paths()) {
    absl::string_view name = path;
    if (IsProfileField(name)) {
      AddOnce(path, &patch.profile_fields_);
    } else if (name == kParticipation) {
      for (const std::string& field : participation) AddOnce(field, &patch.participation_fields_);
    } else if (absl::ConsumePrefix(&name, kParticipationPrefix) &&
               std::find(participation.begin(), participation.end(), name) != participation.end()) {
      AddOnce(std::string(name), &patch.participation_fields_);
    } else {
      return UnknownPath(path);
    }
  }
  if (mask.paths().empty()) {
    for (const char* name : kProfileFields) {
      if (IsSet(member, v1::Member::descriptor()->FindFieldByName(name))) patch.profile_fields_.emplace_back(name);
    }
    patch.participation_fields_ = StatedFields(member.participation());
  }
  // What is not changed need not be valid.
  for (const std::string& name : patch.profile_fields_) CopyProfileField(member, name, &patch.values_);
  if (!patch.participation_fields_.empty()) {
    WEFT_ASSIGN_OR_RETURN(ParticipationMerge picked,
                          MergeParticipation({}, member.participation(), patch.participation_fields_, false));
    *patch.values_.mutable_participation() = std::move(picked.merged);
  }
  NormalizeMember(&patch.values_);
  WEFT_RETURN_IF_ERROR(ValidateMember(patch.values_, field_prefix));
  return patch;
}

absl::StatusOr<MemberPatch> MemberPatch::ForWhole(const v1::Member& member, absl::string_view field_prefix) {
  google::protobuf::FieldMask mask;
  for (const char* name : kProfileFields) mask.add_paths(name);
  for (const std::string& name : StatedFields(member.participation())) {
    mask.add_paths(absl::StrCat(kParticipationPrefix, name));
  }
  return ForUpdate(member, mask, field_prefix);
}

absl::StatusOr<MemberPatch::Result> MemberPatch::ApplyTo(const v1::Member& current, bool speaks_for_member) const {
  Result result;
  result.member = current;
  for (const std::string& name : profile_fields_) CopyProfileField(values_, name, &result.member);
  if (!participation_fields_.empty()) {
    WEFT_ASSIGN_OR_RETURN(ParticipationMerge merge, MergeParticipation(current.participation(), values_.participation(),
                                                                       participation_fields_, speaks_for_member));
    *result.member.mutable_participation() = std::move(merge.merged);
    result.kept_fields = std::move(merge.kept_fields);
  }
  return result;
}

std::vector<std::string> MemberPatch::Texts() const {
  std::vector<std::string> texts;
  for (const auto* facet : {&values_.interests(), &values_.offers(), &values_.needs()}) {
    texts.insert(texts.end(), facet->begin(), facet->end());
  }
  if (!values_.bio().empty()) texts.push_back(values_.bio());
  return texts;
}

}  // namespace weft
