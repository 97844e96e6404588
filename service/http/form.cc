#include "service/http/form.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "weft/base/error.h"
#include "weft/base/utf8.h"

namespace weft {
namespace {

constexpr size_t kFieldsMax = 64;

absl::Status Broken(absl::string_view what) { return InvalidField("body", what); }

absl::StatusOr<std::string> Decode(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out.push_back(' ');
    } else if (text[i] == '%') {
      const bool digits = i + 2 < text.size() && absl::ascii_isxdigit(static_cast<unsigned char>(text[i + 1])) &&
                          absl::ascii_isxdigit(static_cast<unsigned char>(text[i + 2]));
      if (!digits) return Broken("holds a broken escape");
      out += absl::HexStringToBytes(text.substr(i + 1, 2));
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  if (!IsValidUtf8(out)) return Broken("is not UTF-8");
  return out;
}

// What follows `key` in a header's value, without quotes.
std::string Parameter(absl::string_view header, absl::string_view key) {
  const size_t at = header.find(key);
  if (at == absl::string_view::npos) return "";
  absl::string_view value = header.substr(at + key.size());
  if (absl::ConsumePrefix(&value, "\"")) return std::string(value.substr(0, value.find('"')));
  return std::string(value.substr(0, value.find_first_of("; \t\r\n")));
}

using Fields = std::vector<std::pair<std::string, std::string>>;

absl::StatusOr<Fields> Urlencoded(absl::string_view body) {
  Fields fields;
  for (absl::string_view piece : absl::StrSplit(body, '&', absl::SkipEmpty())) {
    if (fields.size() == kFieldsMax) return Broken("has too many fields");
    const std::pair<absl::string_view, absl::string_view> field = absl::StrSplit(piece, absl::MaxSplits('=', 1));
    WEFT_ASSIGN_OR_RETURN(std::string name, Decode(field.first));
    WEFT_ASSIGN_OR_RETURN(std::string value, Decode(field.second));
    fields.emplace_back(std::move(name), std::move(value));
  }
  return fields;
}

absl::StatusOr<Fields> Multipart(absl::string_view body, const std::string& boundary) {
  if (boundary.empty()) return Broken("has no boundary");
  Fields fields;
  const std::string mark = absl::StrCat("--", boundary);
  std::vector<absl::string_view> parts = absl::StrSplit(body, mark);
  for (size_t p = 1; p < parts.size() && !absl::StartsWith(parts[p], "--"); ++p) {
    if (fields.size() == kFieldsMax) return Broken("has too many fields");
    const size_t gap = parts[p].find("\r\n\r\n");
    if (gap == absl::string_view::npos) return Broken("has a part without a header");
    const std::string name = Parameter(parts[p].substr(0, gap), "name=");
    const absl::string_view value = absl::StripSuffix(parts[p].substr(gap + 4), "\r\n");
    if (!IsValidUtf8(name) || !IsValidUtf8(value)) return Broken("is not UTF-8");
    fields.emplace_back(name, std::string(value));
  }
  return fields;
}

}  // namespace

absl::StatusOr<Form> Form::Parse(absl::string_view content_type, absl::string_view body) {
  Form form;
  const std::string type = absl::AsciiStrToLower(content_type.substr(0, content_type.find(';')));
  if (absl::StripAsciiWhitespace(type) == "multipart/form-data") {
    WEFT_ASSIGN_OR_RETURN(form.fields_, Multipart(body, Parameter(content_type, "boundary=")));
  } else if (absl::StripAsciiWhitespace(type) == "application/x-www-form-urlencoded") {
    WEFT_ASSIGN_OR_RETURN(form.fields_, Urlencoded(body));
  } else {
    return Broken("is no form");
  }
  return form;
}

std::string Form::Get(absl::string_view name) const {
  for (const auto& field : fields_) {
    if (field.first == name) return field.second;
  }
  return "";
}

std::vector<std::string> Form::GetAll(absl::string_view name) const {
  std::vector<std::string> values;
  for (const auto& field : fields_) {
    if (field.first == name) values.push_back(field.second);
  }
  return values;
}

}  // namespace weft
