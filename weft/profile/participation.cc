#include "weft/profile/participation.h"

#include <algorithm>
#include <cassert>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "weft/base/error.h"
#include "weft/base/quoted.h"

namespace weft {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Reflection;

bool IsStated(const v1::Participation& participation, const FieldDescriptor* field) {
  const Reflection* reflection = v1::Participation::GetReflection();
  return field->is_repeated() ? reflection->FieldSize(participation, field) > 0
                              : reflection->HasField(participation, field);
}

// Makes `field` of `to` what it is in `from`, unset included.
void CopyField(const v1::Participation& from, const FieldDescriptor* field, v1::Participation* to) {
  const Reflection* reflection = v1::Participation::GetReflection();
  reflection->ClearField(to, field);
  if (!IsStated(from, field)) return;
  if (field->is_repeated()) {
    assert(field->cpp_type() == FieldDescriptor::CPPTYPE_STRING);
    for (int i = 0; i < reflection->FieldSize(from, field); ++i) {
      reflection->AddString(to, field, reflection->GetRepeatedString(from, field, i));
    }
    return;
  }
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection->SetEnumValue(to, field, reflection->GetEnumValue(from, field));
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection->SetInt32(to, field, reflection->GetInt32(from, field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflection->SetDouble(to, field, reflection->GetDouble(from, field));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return reflection->MutableMessage(to, field)->CopyFrom(reflection->GetMessage(from, field));
    default:
      assert(false);  // A field of a new type: add it above.
  }
}

bool SameField(const v1::Participation& a, const v1::Participation& b, const FieldDescriptor* field) {
  v1::Participation only_a;
  v1::Participation only_b;
  CopyField(a, field, &only_a);
  CopyField(b, field, &only_b);
  return only_a.SerializeAsString() == only_b.SerializeAsString();
}

}  // namespace

std::vector<std::string> ParticipationFields() {
  const google::protobuf::Descriptor* descriptor = v1::Participation::descriptor();
  std::vector<std::string> names;
  for (int i = 0; i < descriptor->field_count(); ++i) {
    if (descriptor->field(i)->number() != v1::Participation::kSpokenFieldsFieldNumber) {
      names.push_back(descriptor->field(i)->name());
    }
  }
  return names;
}

std::vector<std::string> StatedFields(const v1::Participation& participation) {
  std::vector<std::string> stated;
  for (std::string& name : ParticipationFields()) {
    if (IsStated(participation, v1::Participation::descriptor()->FindFieldByName(name))) {
      stated.push_back(std::move(name));
    }
  }
  return stated;
}

absl::StatusOr<ParticipationMerge> MergeParticipation(const v1::Participation& current,
                                                      const v1::Participation& requested,
                                                      absl::Span<const std::string> changed_fields,
                                                      bool speaks_for_member) {
  const std::vector<std::string> fields = ParticipationFields();
  for (const std::string& name : changed_fields) {
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) {
      return InvalidField("participation", absl::StrCat("has no field ", Quoted(name), " that can be changed; it has ",
                                                        absl::StrJoin(fields, ", ")));
    }
  }
  const absl::flat_hash_set<std::string> changed(changed_fields.begin(), changed_fields.end());
  absl::flat_hash_set<std::string> spoken(current.spoken_fields().begin(), current.spoken_fields().end());
  ParticipationMerge merge;
  merge.merged = current;
  for (const std::string& name : fields) {
    if (!changed.contains(name)) continue;
    const FieldDescriptor* field = v1::Participation::descriptor()->FindFieldByName(name);
    if (speaks_for_member || !spoken.contains(name)) {
      CopyField(requested, field, &merge.merged);
      if (speaks_for_member) spoken.insert(name);
    } else if (!SameField(current, requested, field)) {
      merge.kept_fields.push_back(name);
    }
  }
  if (speaks_for_member) {
    merge.merged.clear_spoken_fields();
    for (const std::string& name : fields) {
      if (spoken.contains(name)) merge.merged.add_spoken_fields(name);
    }
  }
  return merge;
}

Visibility MeaningOf(v1::Participation::Word word, v1::Policy::Unspoken unspoken) {
  if (word == v1::Participation::WORD_AGREED) return Visibility::kShown;
  if (word != v1::Participation::WORD_UNSPECIFIED) return Visibility::kHidden;
  switch (unspoken) {
    case v1::Policy::UNSPOKEN_UNSPECIFIED:
    case v1::Policy::UNSPOKEN_ASK_FIRST:
      return Visibility::kWeaversOnly;
    case v1::Policy::UNSPOKEN_SHOW:
      return Visibility::kShown;
    default:
      return Visibility::kHidden;
  }
}

}  // namespace weft
