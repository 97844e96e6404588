#include "client-examples/weekly-email/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "nlohmann/json.hpp"

namespace weft::weekly_email {
namespace {

using Json = nlohmann::json;
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

absl::Status FileError(const std::string& path, absl::string_view what) {
  return absl::UnavailableError(absl::StrCat("cannot ", what, " the journal ", path, ": ", std::strerror(errno)));
}

absl::Status WriteAll(int fd, const std::string& path, absl::string_view text, bool sync) {
  while (!text.empty()) {
    const ssize_t n = write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return FileError(path, "write");
    text.remove_prefix(static_cast<size_t>(n));
  }
  return sync && fsync(fd) != 0 ? FileError(path, "sync") : absl::OkStatus();
}

absl::Status SyncFolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int fd = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return FileError(path, "open the folder of");
  const int failed = fsync(fd);
  close(fd);
  return failed == 0 ? absl::OkStatus() : FileError(path, "sync the folder of");
}

std::string Line(const char* record, const std::string& message, Json more = Json::object()) {
  more["record"] = record;
  if (!message.empty()) more["message"] = message;
  return more.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace) + "\n";
}

std::string BeginLine(const std::string& message, const std::string& claim, const std::string& message_id) {
  return Line("begin", message, {{"claim", claim}, {"message_id", message_id}});
}

std::string SentLine(const std::string& message, bool partly, const std::vector<std::string>& refused_members) {
  return Line("sent", message, {{"partly", partly}, {"refused_members", refused_members}});
}

// A field of text; empty if it is missing or another type.
std::string Text(const Json& object, const char* name) {
  auto field = object.find(name);
  return field != object.end() && field->is_string() ? field->get<std::string>() : "";
}

}  // namespace

absl::StatusOr<std::unique_ptr<Journal>> Journal::Open(const std::string& path) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  // The lock is a file of its own, since the journal is replaced when it is compacted.
  const int lock_fd = open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
  if (lock_fd < 0) return FileError(path, "lock");
  std::unique_ptr<Journal> journal(new Journal(path, lock_fd));
  if (flock(lock_fd, LOCK_EX | LOCK_NB) != 0) {
    return absl::FailedPreconditionError(absl::StrCat("another mailer has the journal ", path));
  }
  absl::Status status = journal->Read();
  if (status.ok()) status = journal->Compact();
  if (!status.ok()) return status;
  return journal;
}

Journal::~Journal() {
  if (fd_ >= 0) close(fd_);
  close(lock_fd_);
}

absl::Status Journal::Read() {
  std::ifstream in(path_, std::ios::binary);
  if (!in.is_open()) {
    return std::filesystem::exists(path_) ? FileError(path_, "read") : absl::OkStatus();
  }
  std::stringstream content;
  content << in.rdbuf();
  if (in.bad()) return FileError(path_, "read");
  std::vector<std::string> lines = absl::StrSplit(content.str(), '\n');
  lines.pop_back();  // Empty, or cut off while it was written: then what it stood for had not begun.
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!Apply(lines[i])) {
      return absl::DataLossError(absl::StrCat("line ", i + 1, " of the journal ", path_, " is none of a mailer"));
    }
  }
  return absl::OkStatus();
}

bool Journal::Apply(const std::string& line) {
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return false;
  const std::string record = Text(object, "record");
  if (record == "claim" || record == "claim_done") {
    open_claim_ = record == "claim" ? Text(object, "request_id") : "";
    begun_.clear();
    return true;
  }
  const std::string message = Text(object, "message");
  if (message.empty()) return false;
  if (record == "begin") {
    Entry entry;
    entry.message = message;
    entry.claim = Text(object, "claim");
    entry.message_id = Text(object, "message_id");
    entries_[message] = std::move(entry);
    begun_.insert(message);
    return true;
  }
  auto entry = entries_.find(message);
  if (record == "done") {
    if (entry != entries_.end()) entries_.erase(entry);
    return true;
  }
  if (entry == entries_.end()) return false;
  if (record == "at_end") {
    entry->second.stage = Stage::kAtEnd;
  } else if (record == "not_sent") {
    entry->second.stage = Stage::kNotSent;
  } else if (record == "sent") {
    entry->second.stage = Stage::kSent;
    entry->second.partly = object.value("partly", Json()) == true;
    for (const Json& member : object.value("refused_members", Json::array())) {
      if (member.is_string()) entry->second.refused_members.push_back(member.get<std::string>());
    }
  } else {
    return false;
  }
  return true;
}

absl::Status Journal::Compact() {
  std::string content;
  if (!open_claim_.empty()) absl::StrAppend(&content, Line("claim", "", {{"request_id", open_claim_}}));
  for (const std::string& message : begun_) {
    absl::StrAppend(&content, BeginLine(message, "", ""), Line("done", message));
  }
  for (const auto& [message, entry] : entries_) {
    absl::StrAppend(&content, BeginLine(message, entry.claim, entry.message_id));
    if (entry.stage == Stage::kAtEnd) absl::StrAppend(&content, Line("at_end", message));
    if (entry.stage == Stage::kNotSent) absl::StrAppend(&content, Line("not_sent", message));
    if (entry.stage == Stage::kSent) absl::StrAppend(&content, SentLine(message, entry.partly, entry.refused_members));
  }
  const std::string fresh = path_ + ".new";
  fd_ = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, kOwnerOnly);
  if (fd_ < 0) return FileError(path_, "write");
  absl::Status status = WriteAll(fd_, path_, content, /*sync=*/true);
  if (!status.ok()) return status;
  if (std::rename(fresh.c_str(), path_.c_str()) != 0) return FileError(path_, "replace");
  return SyncFolderOf(path_);
}

absl::Status Journal::Append(const std::string& line, bool sync) {
  if (written_.ok()) written_ = WriteAll(fd_, path_, line, sync);
  if (written_.ok()) Apply(line);
  return written_;
}

std::vector<Journal::Entry> Journal::Unfinished() const {
  std::vector<Entry> entries;
  for (const auto& entry : entries_) entries.push_back(entry.second);
  return entries;
}

absl::Status Journal::Claim(const std::string& request_id) {
  return Append(Line("claim", "", {{"request_id", request_id}}), /*sync=*/true);
}

absl::Status Journal::ClaimDone() { return Append(Line("claim_done", ""), /*sync=*/false); }

absl::Status Journal::Begin(const std::string& message, const std::string& claim, const std::string& message_id) {
  return Append(BeginLine(message, claim, message_id), /*sync=*/true);
}

absl::Status Journal::AtEnd(const std::string& message) { return Append(Line("at_end", message), /*sync=*/true); }

absl::Status Journal::Sent(const std::string& message, bool partly, const std::vector<std::string>& refused_members) {
  return Append(SentLine(message, partly, refused_members), /*sync=*/true);
}

absl::Status Journal::NotSent(const std::string& message) { return Append(Line("not_sent", message), /*sync=*/true); }

absl::Status Journal::Done(const std::string& message) { return Append(Line("done", message), /*sync=*/false); }

}  // namespace weft::weekly_email
