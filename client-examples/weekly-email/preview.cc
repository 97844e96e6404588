#include "client-examples/weekly-email/preview.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "client-examples/weekly-email/letter_choice.h"
#include "client-examples/weekly-email/letter_html.h"

namespace weft::weekly_email {
namespace {

namespace fs = std::filesystem;

v1::Message WithLinks(v1::Message message) {
  for (v1::Message::Recipient& recipient : *message.mutable_recipients()) {
    for (v1::Link& link : *recipient.mutable_links()) {
      if (link.url().empty()) link.set_url(absl::StrCat("https://weft.invalid/i/", link.token()));
    }
  }
  // A sample has been given neither.
  if (message.email_message_id().empty()) message.set_email_message_id("<preview@weft.invalid>");
  return message;
}

// Of a member's id, whatever the server calls it, what is safe in a file's name.
std::string FileStem(const v1::Message& message, int number) {
  std::string id;
  if (message.recipients_size() > 1) {
    id = "all";
  } else {
    const std::string& member = message.recipients(0).member();
    for (char c : member.substr(member.rfind('/') + 1)) id.push_back(absl::ascii_isalnum(c) || c == '-' ? c : '_');
  }
  return absl::StrFormat("%02d-%s-%s", number, KindName(message.kind()), id);
}

absl::Status WriteFile(const fs::path& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  return out.good() ? absl::OkStatus() : absl::UnavailableError(absl::StrCat("cannot write ", path.string()));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> WritePreviews(const std::vector<v1::Message>& messages, const Sender& sender,
                                                       absl::Time now, const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder)) return absl::UnavailableError(absl::StrCat("cannot make the folder ", folder));
  std::vector<std::string> files;
  for (const v1::Message& original : messages) {
    const v1::Message message = WithLinks(original);
    absl::StatusOr<Letter> letter = LetterFor(message);
    if (!letter.ok()) return letter.status();
    absl::StatusOr<Mail> mail = WriteMail(message, *letter, sender, now);
    if (!mail.ok()) return mail.status();
    const std::string stem = FileStem(message, static_cast<int>(files.size()) / 2 + 1);
    for (const auto& [ending, content] :
         {std::make_pair(".eml", mail->bytes), std::make_pair(".html", LetterHtml(*letter))}) {
      const fs::path path = fs::path(folder) / absl::StrCat(stem, ending);
      absl::Status status = WriteFile(path, content);
      if (!status.ok()) return status;
      files.push_back(path.string());
    }
  }
  return files;
}

}  // namespace weft::weekly_email
