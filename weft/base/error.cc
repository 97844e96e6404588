#include "weft/base/error.h"

#include <cassert>
#include <cstdint>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace weft {
namespace {

// The detail rides as one payload in a private, length-prefixed encoding; service/ turns it into google.rpc messages.
constexpr char kDetailUrl[] = "weft/error-detail";

void PutString(std::string* out, absl::string_view s) {
  uint32_t n = static_cast<uint32_t>(s.size());
  for (int shift = 0; shift < 32; shift += 8) out->push_back(static_cast<char>(n >> shift));
  out->append(s.data(), s.size());
}

std::string TakeString(absl::string_view* in) {
  uint32_t n = 0;
  assert(in->size() >= 4);
  for (int i = 0; i < 4; ++i) n |= static_cast<uint32_t>(static_cast<unsigned char>((*in)[i])) << (8 * i);
  in->remove_prefix(4);
  assert(in->size() >= n);
  std::string s(in->substr(0, n));
  in->remove_prefix(n);
  return s;
}

// Layout: reason, number of metadata pairs in decimal, the pairs, then violations to the end.
std::string Encode(const ErrorDetail& detail) {
  std::string out;
  PutString(&out, detail.reason);
  PutString(&out, absl::StrCat(detail.metadata.size()));
  for (const auto& entry : detail.metadata) {
    PutString(&out, entry.first);
    PutString(&out, entry.second);
  }
  for (const FieldViolation& violation : detail.violations) {
    PutString(&out, violation.field);
    PutString(&out, violation.description);
  }
  return out;
}

}  // namespace

absl::Status Error(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                   std::vector<std::pair<std::string, std::string>> metadata) {
  assert(code != absl::StatusCode::kOk);
  absl::Status status(code, message);
  ErrorDetail detail;
  detail.reason = std::string(reason);
  detail.metadata = std::move(metadata);
  status.SetPayload(kDetailUrl, absl::Cord(Encode(detail)));
  return status;
}

absl::Status InvalidFields(std::vector<FieldViolation> violations) {
  assert(!violations.empty());
  absl::Status status(absl::StatusCode::kInvalidArgument,
                      absl::StrJoin(violations, "; ", [](std::string* out, const FieldViolation& v) {
                        absl::StrAppend(out, v.field, " ", v.description);
                      }));
  ErrorDetail detail;
  detail.reason = "INVALID_FIELD";
  detail.violations = std::move(violations);
  status.SetPayload(kDetailUrl, absl::Cord(Encode(detail)));
  return status;
}

absl::Status InvalidField(absl::string_view field, absl::string_view description) {
  return InvalidFields({{std::string(field), std::string(description)}});
}

absl::optional<ErrorDetail> DetailOf(const absl::Status& status) {
  absl::optional<absl::Cord> payload = status.GetPayload(kDetailUrl);
  if (!payload.has_value()) return absl::nullopt;
  std::string bytes(*payload);
  absl::string_view in = bytes;
  ErrorDetail detail;
  detail.reason = TakeString(&in);
  for (int n = std::stoi(TakeString(&in)); n > 0; --n) {
    std::string key = TakeString(&in);
    std::string value = TakeString(&in);
    detail.metadata.emplace_back(std::move(key), std::move(value));
  }
  while (!in.empty()) {
    std::string field = TakeString(&in);
    std::string description = TakeString(&in);
    detail.violations.push_back({std::move(field), std::move(description)});
  }
  return detail;
}

absl::Status Annotate(const absl::Status& status, absl::string_view prefix) {
  if (status.ok()) return status;
  absl::Status out(status.code(), absl::StrCat(prefix, ": ", status.message()));
  status.ForEachPayload([&out](absl::string_view url, const absl::Cord& payload) { out.SetPayload(url, payload); });
  return out;
}

}  // namespace weft
