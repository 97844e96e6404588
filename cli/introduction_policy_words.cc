#include "cli/introduction_policy_words.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/time_text.h"

namespace weft::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr char kRhythmPrefix[] = "RHYTHM_";

std::string NamesOfFields() {
  std::vector<std::string> names;
  const Descriptor* policy = v1::IntroductionPolicy::descriptor();
  for (int i = 0; i < policy->field_count(); ++i) names.push_back(policy->field(i)->name());
  return absl::StrJoin(names, ", ");
}

}  // namespace

std::string SetFromWords(absl::string_view words, v1::IntroductionPolicy* policy) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(words, absl::MaxSplits('=', 1));
  const std::string value(parts.second);
  const FieldDescriptor* field = v1::IntroductionPolicy::descriptor()->FindFieldByName(std::string(parts.first));
  if (field == nullptr) return absl::StrCat("'", words, "' names no field; expected one of ", NamesOfFields());
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
    int number = 0;
    if (!absl::SimpleAtoi(value, &number)) return absl::StrCat("'", words, "' has no whole number");
    policy->GetReflection()->SetInt32(policy, field, number);
  } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    const auto* rhythm = field->enum_type()->FindValueByName(kRhythmPrefix + absl::AsciiStrToUpper(value));
    if (rhythm == nullptr || rhythm->number() == 0) {
      return absl::StrCat("'", words, "' is no rhythm; expected weekly, fortnightly, monthly or on_request");
    }
    policy->GetReflection()->SetEnum(policy, field, rhythm);
  } else {
    const absl::optional<absl::Duration> duration = ParseDurationText(value);
    if (!duration.has_value()) return absl::StrCat("'", words, "' has no time in it; expected one such as 10d or 48h");
    policy->GetReflection()->MutableMessage(policy, field)->CopyFrom(ToProto(*duration));
  }
  return "";
}

std::string WordsOf(const v1::IntroductionPolicy& policy) {
  std::vector<const FieldDescriptor*> fields;
  policy.GetReflection()->ListFields(policy, &fields);
  std::vector<std::string> words;
  for (const FieldDescriptor* field : fields) {
    std::string value;
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
      value = absl::StrCat(policy.GetReflection()->GetInt32(policy, field));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      const std::string& name = policy.GetReflection()->GetEnum(policy, field)->name();
      value = absl::AsciiStrToLower(absl::StripPrefix(name, kRhythmPrefix));
    } else {
      google::protobuf::Duration duration;
      duration.CopyFrom(policy.GetReflection()->GetMessage(policy, field));
      value = DurationText(duration);
    }
    words.push_back(absl::StrCat(field->name(), "=", value));
  }
  return words.empty() ? "all as by default" : absl::StrJoin(words, ", ");
}

}  // namespace weft::cli
