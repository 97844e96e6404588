#include "client-examples/weekly-email/bounce_report.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <map>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client-examples/weekly-email/smtp_reply.h"

namespace weft::weekly_email {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

Owned<GMimeMessage> ParseMail(const std::string& bytes) {
  Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), nullptr));
}

std::string Content(GMimeObject* part) {
  if (!GMIME_IS_PART(part)) return "";
  GMimeDataWrapper* content = g_mime_part_get_content(GMIME_PART(part));
  if (content == nullptr) return "";
  Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

bool HasType(GMimeObject* part, const char* type, const char* subtype) {
  return g_mime_content_type_is_type(g_mime_object_get_content_type(part), type, subtype) != FALSE;
}

// Fields of one recipient, names in lower case, folded lines joined.
using Fields = std::map<std::string, std::string>;

// Groups of fields, parted by empty lines; the first is about the whole mail, the others about a recipient each.
std::vector<Fields> FieldGroups(const std::string& text) {
  std::vector<Fields> groups(1);
  std::string last;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = absl::StripTrailingAsciiWhitespace(line);
    if (line.empty()) {
      if (!groups.back().empty()) groups.emplace_back();
      last.clear();
    } else if (absl::ascii_isspace(static_cast<unsigned char>(line[0]))) {
      if (!last.empty()) absl::StrAppend(&groups.back()[last], " ", absl::StripAsciiWhitespace(line));
    } else if (const size_t colon = line.find(':'); colon != absl::string_view::npos) {
      last = absl::AsciiStrToLower(line.substr(0, colon));
      groups.back()[last] = std::string(absl::StripAsciiWhitespace(line.substr(colon + 1)));
    }
  }
  return groups;
}

// "rfc822; amara@example.org" -> "amara@example.org", in lower case.
std::string AddressIn(const std::string& field) {
  const size_t semicolon = field.find(';');
  absl::string_view address = absl::string_view(field).substr(semicolon == std::string::npos ? 0 : semicolon + 1);
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(address));
}

std::string Header(GMimeObject* object, const char* name) {
  const char* value = g_mime_object_get_header(object, name);
  return value == nullptr ? "" : value;
}

// The mail that came back, or only its headers.
struct Original {
  std::string message_id;
  std::map<std::string, std::string> member_by_address;
  std::string only_member;
};

Original ReadOriginal(GMimeMessage* message) {
  Original original;
  const char* id = g_mime_message_get_message_id(message);
  if (id != nullptr) original.message_id = absl::StrCat("<", id, ">");
  std::vector<std::string> members =
      absl::StrSplit(Header(GMIME_OBJECT(message), "Weft-Members"), ',', absl::SkipWhitespace());
  for (std::string& member : members) absl::StripAsciiWhitespace(&member);
  InternetAddressList* to = g_mime_message_get_addresses(message, GMIME_ADDRESS_TYPE_TO);
  const int count = internet_address_list_length(to);
  if (count != static_cast<int>(members.size())) return original;
  for (int i = 0; i < count; ++i) {
    InternetAddress* address = internet_address_list_get_address(to, i);
    if (!INTERNET_ADDRESS_IS_MAILBOX(address)) continue;
    const char* spec = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
    if (spec != nullptr) original.member_by_address[absl::AsciiStrToLower(spec)] = members[static_cast<size_t>(i)];
  }
  if (count == 1) original.only_member = members[0];
  return original;
}

absl::Status NoBounce() { return absl::NotFoundError("this mail reports no failed delivery of ours"); }

BounceReport::Failure FailureOf(Fields* fields, const Original& original) {
  BounceReport::Failure failure;
  for (const char* name : {"original-recipient", "final-recipient"}) {
    auto member = original.member_by_address.find(AddressIn((*fields)[name]));
    if (failure.member_id.empty() && member != original.member_by_address.end()) failure.member_id = member->second;
  }
  if (failure.member_id.empty()) failure.member_id = original.only_member;
  SmtpReply reply;
  reply.enhanced = (*fields)["status"].substr(0, (*fields)["status"].find(' '));
  reply.code = absl::StartsWith(reply.enhanced, "4.") ? 450 : 550;
  failure.permanent = RefusalOf(reply) == Refusal::kAddress;
  failure.detail = absl::StrCat((*fields)["status"], " ", (*fields)["diagnostic-code"]);
  return failure;
}

}  // namespace

absl::StatusOr<BounceReport> ReadBounce(const std::string& mail) {
  g_mime_init();
  Owned<GMimeMessage> message = ParseMail(mail);
  if (message == nullptr) return NoBounce();
  GMimeObject* body = g_mime_message_get_mime_part(message.get());
  if (body == nullptr || !GMIME_IS_MULTIPART(body) || !HasType(body, "multipart", "report")) return NoBounce();
  std::vector<Fields> groups;
  Original original;
  for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(body)); ++i) {
    GMimeObject* part = g_mime_multipart_get_part(GMIME_MULTIPART(body), i);
    if (HasType(part, "message", "delivery-status")) {
      groups = FieldGroups(Content(part));
    } else if (GMIME_IS_MESSAGE_PART(part)) {
      GMimeMessage* returned = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
      if (returned != nullptr) original = ReadOriginal(returned);
    } else if (HasType(part, "text", "rfc822-headers")) {
      Owned<GMimeMessage> returned = ParseMail(absl::StrCat(Content(part), "\n"));
      if (returned != nullptr) original = ReadOriginal(returned.get());
    }
  }
  BounceReport report;
  report.message_id = original.message_id;
  for (Fields& fields : groups) {
    if (absl::EqualsIgnoreCase(fields["action"], "failed")) report.failures.push_back(FailureOf(&fields, original));
  }
  if (report.message_id.empty() || report.failures.empty()) return NoBounce();
  return report;
}

}  // namespace weft::weekly_email
