#include "client-examples/weekly-email/mail.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "client-examples/weekly-email/letter_html.h"
#include "client-examples/weekly-email/letter_text.h"
#include "client-examples/weekly-email/recipient_links.h"

namespace weft::weekly_email {
namespace {

constexpr char kUtf8[] = "utf-8";

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

// Visible ASCII without blanks or brackets: what may stand in a header as it is.
bool IsToken(absl::string_view text) {
  return !text.empty() && text.size() <= 900 && std::all_of(text.begin(), text.end(), [](char c) {
    return c > 0x20 && c < 0x7f && c != '<' && c != '>' && c != ',';
  });
}

// "<a@b>" -> "a@b"; empty if it is none.
std::string BareId(absl::string_view id) {
  if (!absl::ConsumePrefix(&id, "<") || !absl::ConsumeSuffix(&id, ">")) return "";
  return IsToken(id) && absl::StrContains(id, '@') ? std::string(id) : "";
}

// `name` and `value` go out as they are: ASCII only, folded by the caller.
void SetRaw(const char* name, const std::string& value, GMimeObject* object) {
  g_mime_object_set_header(object, name, "", kUtf8);
  GMimeHeaderList* headers = g_mime_object_get_header_list(object);
  for (int i = 0; i < g_mime_header_list_get_count(headers); ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    if (absl::EqualsIgnoreCase(g_mime_header_get_name(header), name)) {
      g_mime_header_set_raw_value(header, absl::StrCat(" ", value, "\n").c_str());
    }
  }
}

void AddAddress(GMimeAddressType type, const Mailbox& mailbox, GMimeMessage* message) {
  InternetAddressList* list = g_mime_message_get_addresses(message, type);
  // Named even if there is no name: GMime would write none then.
  Owned<InternetAddress> address(internet_address_mailbox_new(
      mailbox.name.empty() ? nullptr : HeaderText(mailbox.name).c_str(), mailbox.address.c_str()));
  internet_address_set_charset(address.get(), kUtf8);
  internet_address_list_add(list, address.get());
}

Owned<GMimeTextPart> TextPart(const char* subtype, const std::string& text) {
  Owned<GMimeTextPart> part(g_mime_text_part_new_with_subtype(subtype));
  g_mime_text_part_set_charset(part.get(), kUtf8);
  g_mime_text_part_set_text(part.get(), text.c_str());
  g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return part;
}

Owned<GMimeMultipart> Body(const Letter& letter, const std::string& message_name) {
  Owned<GMimeMultipart> body(g_mime_multipart_new_with_subtype("alternative"));
  // "=_" cannot stand in quoted-printable text, so the boundary needs no chance to be unique.
  std::string boundary = "=_weft-";
  for (char c : message_name.substr(message_name.rfind('/') + 1)) {
    if (g_ascii_isalnum(c) && boundary.size() < 60) boundary.push_back(c);
  }
  g_mime_multipart_set_boundary(body.get(), boundary.c_str());
  // The best form last.
  g_mime_multipart_add(body.get(), GMIME_OBJECT(TextPart("plain", LetterText(letter)).get()));
  g_mime_multipart_add(body.get(), GMIME_OBJECT(TextPart("html", LetterHtml(letter)).get()));
  return body;
}

absl::Status CheckMessage(const v1::Message& message) {
  for (const v1::Message::Recipient& recipient : message.recipients()) {
    if (!IsMailAddress(recipient.email())) {
      return absl::InvalidArgumentError(
          absl::StrCat(message.name(), ": the address of ", recipient.member(), " is none"));
    }
  }
  if (BareId(message.email_message_id()).empty()) {
    return absl::InvalidArgumentError(absl::StrCat(message.name(), ": has no Message-ID"));
  }
  return absl::OkStatus();
}

void AddReferences(const v1::Message& message, GMimeObject* object) {
  std::vector<std::string> ids;
  for (const std::string& reference : message.email_references()) {
    const std::string id = BareId(reference);
    if (!id.empty()) ids.push_back(absl::StrCat("<", id, ">"));
  }
  if (ids.empty()) return;
  SetRaw("In-Reply-To", ids.back(), object);
  SetRaw("References", absl::StrJoin(ids, "\n\t"), object);
}

void AddListHeaders(const v1::Message& message, GMimeObject* object) {
  absl::string_view list_id = message.email_list_id();
  absl::ConsumePrefix(&list_id, "<");
  absl::ConsumeSuffix(&list_id, ">");
  if (IsToken(list_id)) SetRaw("List-Id", absl::StrCat("<", list_id, ">"), object);
  const std::string url = LinkUrl(message, v1::Link::ACTION_UNSUBSCRIBE);
  if (!IsToken(url) || !(absl::StartsWith(url, "https://") || absl::StartsWith(url, "http://"))) return;
  SetRaw("List-Unsubscribe", absl::StrCat("<", url, ">"), object);
  if (absl::StartsWith(url, "https://")) SetRaw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click", object);
}

std::string ToBytes(GMimeMessage* message) {
  std::unique_ptr<GMimeFormatOptions, void (*)(GMimeFormatOptions*)> options(g_mime_format_options_new(),
                                                                             g_mime_format_options_free);
  g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
  std::unique_ptr<char, void (*)(gpointer)> bytes(g_mime_object_to_string(GMIME_OBJECT(message), options.get()),
                                                  g_free);
  return bytes.get();
}

}  // namespace

absl::StatusOr<Mail> WriteMail(const v1::Message& message, const Letter& letter, const Sender& sender, absl::Time now) {
  absl::Status status = CheckMessage(message);
  if (!status.ok()) return status;
  g_mime_init();  // Counts its callers; never shut down.
  Owned<GMimeMessage> out(g_mime_message_new(/*pretty_headers=*/TRUE));
  GMimeObject* object = GMIME_OBJECT(out.get());

  Mail mail;
  mail.envelope_from = sender.envelope.empty() ? sender.from.address : sender.envelope;
  AddAddress(GMIME_ADDRESS_TYPE_FROM, sender.from, out.get());
  std::vector<std::string> member_ids;
  for (const v1::Message::Recipient& recipient : message.recipients()) {
    const Mailbox mailbox = {recipient.display_name(), recipient.email()};
    AddAddress(GMIME_ADDRESS_TYPE_TO, mailbox, out.get());
    if (message.recipients_size() > 1) AddAddress(GMIME_ADDRESS_TYPE_REPLY_TO, mailbox, out.get());
    mail.recipients.push_back({recipient.member(), recipient.email()});
    member_ids.push_back(HeaderText(recipient.member().substr(recipient.member().rfind('/') + 1)));
  }
  g_mime_message_set_subject(out.get(), HeaderText(letter.subject).c_str(), kUtf8);
  std::unique_ptr<GDateTime, void (*)(GDateTime*)> date(g_date_time_new_from_unix_utc(absl::ToUnixSeconds(now)),
                                                        g_date_time_unref);
  g_mime_message_set_date(out.get(), date.get());
  g_mime_message_set_message_id(out.get(), BareId(message.email_message_id()).c_str());
  AddReferences(message, object);
  AddListHeaders(message, object);
  // RFC 3834: keeps other machines from answering.
  SetRaw("Auto-Submitted", "auto-generated", object);
  SetRaw("Content-Language", "en", object);
  if (std::all_of(member_ids.begin(), member_ids.end(), [](const std::string& id) { return IsToken(id); })) {
    SetRaw("Weft-Members", absl::StrJoin(member_ids, ",\n\t"), object);
  }
  g_mime_message_set_mime_part(out.get(), GMIME_OBJECT(Body(letter, message.name()).get()));
  mail.bytes = ToBytes(out.get());
  return mail;
}

}  // namespace weft::weekly_email
