#include "cli/member_record.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/text_table.h"
#include "cli/time_text.h"
#include "google/protobuf/descriptor.h"
#include "nlohmann/json.hpp"

namespace weft::cli {
namespace {

using Json = nlohmann::json;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

struct Alias {
  absl::string_view key;
  absl::string_view field;
};
constexpr Alias kAliases[] = {
    {"id", "name"},           {"skills", "offers"},  {"can_offer", "offers"},          {"asks", "needs"},
    {"looking_for", "needs"}, {"groups", "circles"}, {"organisation", "organization"},
};
constexpr absl::string_view kOutputOnly[] = {"create_time", "update_time", "spoken_fields"};

absl::Status Expected(absl::string_view key, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(Printable(key), ": expected ", what));
}

// RHYTHM_ON_REQUEST may be written "on_request".
const google::protobuf::EnumValueDescriptor* FindValue(const FieldDescriptor& field, absl::string_view text) {
  const google::protobuf::EnumDescriptor* type = field.enum_type();
  const std::string upper = absl::AsciiStrToUpper(text);
  const google::protobuf::EnumValueDescriptor* value = type->FindValueByName(upper);
  if (value != nullptr) return value;
  return type->FindValueByName(absl::StrCat(absl::AsciiStrToUpper(type->name()), "_", upper));
}

absl::Status SetList(const Json& value, absl::string_view key, const FieldDescriptor& field, Message* message) {
  if (!value.is_array()) return Expected(key, "a list of strings");
  for (size_t i = 0; i < value.size(); ++i) {
    if (!value[i].is_string()) return Expected(absl::StrCat(key, "[", i, "]"), "a string");
    message->GetReflection()->AddString(message, &field, value[i].get_ref<const std::string&>());
  }
  return absl::OkStatus();
}

absl::Status SetValue(const Json& value, absl::string_view key, const FieldDescriptor& field, Message* message) {
  const google::protobuf::Reflection* reflection = message->GetReflection();
  if (field.is_repeated()) return SetList(value, key, field, message);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      if (!value.is_string()) return Expected(key, "a string");
      reflection->SetString(message, &field, value.get_ref<const std::string&>());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto* choice = value.is_string() ? FindValue(field, value.get_ref<const std::string&>()) : nullptr;
      if (choice == nullptr) return Expected(key, "a word such as agreed, refused, weekly, monthly");
      reflection->SetEnum(message, &field, choice);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_DOUBLE:
      if (!value.is_number()) return Expected(key, "a number");
      reflection->SetDouble(message, &field, value.get<double>());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_INT32: {
      const double number = value.is_number() ? value.get<double>() : std::nan("");
      if (number != std::floor(number) || std::abs(number) > std::numeric_limits<int32_t>::max()) {
        return Expected(key, "a whole number");
      }
      reflection->SetInt32(message, &field, static_cast<int32_t>(number));
      return absl::OkStatus();
    }
    default: {  // The only message left: a time.
      absl::optional<absl::Time> time;
      if (value.is_string()) time = ParseTimeText(value.get_ref<const std::string&>());
      if (!time.has_value()) return Expected(key, "a date or a date-time (2026-05-01T09:00:00Z)");
      reflection->MutableMessage(message, &field)->CopyFrom(ToProto(*time));
      return absl::OkStatus();
    }
  }
}

// Fills a record from JSON objects, keeping the first structural error.
class RecordBuilder {
 public:
  absl::Status AddObject(const Json& object, bool inside_participation) {
    for (const auto& entry : object.items()) {
      if (entry.value().is_null()) continue;
      absl::Status status = AddKey(entry.key(), entry.value(), inside_participation);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }
  MemberRecord&& Take() { return std::move(record_); }

 private:
  absl::Status AddKey(const std::string& key, const Json& value, bool inside_participation) {
    absl::string_view name = key;
    for (const Alias& alias : kAliases) {
      if (!inside_participation && key == alias.key) name = alias.field;
    }
    if (std::find(std::begin(kOutputOnly), std::end(kOutputOnly), name) != std::end(kOutputOnly)) {
      return absl::OkStatus();
    }
    if (name == "participation" && !inside_participation) {
      if (!value.is_object()) return Expected(key, "an object");
      return AddObject(value, true);
    }
    if (!inside_participation) {
      if (const FieldDescriptor* field = v1::Member::descriptor()->FindFieldByName(std::string(name))) {
        if (name != "name" && name != "etag") AddPath(std::string(name));
        return SetValue(value, key, *field, &record_.member);
      }
    }
    if (const FieldDescriptor* field = v1::Participation::descriptor()->FindFieldByName(std::string(name))) {
      AddPath(absl::StrCat("participation.", name));
      return SetValue(value, key, *field, record_.member.mutable_participation());
    }
    record_.unknown_keys.push_back(key);
    return absl::OkStatus();
  }

  void AddPath(std::string path) {
    if (std::find(record_.paths.begin(), record_.paths.end(), path) == record_.paths.end()) {
      record_.paths.push_back(std::move(path));
    }
  }

  MemberRecord record_;
};

}  // namespace

absl::StatusOr<MemberRecord> ParseMemberRecord(absl::string_view json) {
  const Json object = Json::parse(json.begin(), json.end(), /*cb=*/nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded()) return absl::InvalidArgumentError("is no valid JSON");
  if (!object.is_object()) return absl::InvalidArgumentError("is no JSON object");
  RecordBuilder builder;
  absl::Status status = builder.AddObject(object, /*inside_participation=*/false);
  if (!status.ok()) return status;
  return builder.Take();
}

}  // namespace weft::cli
