#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_JOURNAL_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_JOURNAL_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace weft::weekly_email {

// What this mailer knows of mails it has begun, on disk, so that a mailer that was killed can say afterwards which were
// sent. One JSON object a line; every record but Done is on disk before the call returns. Holds names of messages,
// claims and Message-IDs; no address, no name of a member beyond ids, no text. Not thread-safe; one process at a time.
//
//   Begin   before BeginDelivery           killed from here: not sent
//   AtEnd   before the end of the mail     killed from here: not known
//   Sent    after the server's 250         killed from here: sent
//   NotSent after a refusal                killed from here: not sent
//   Done    after the server has been told
class Journal {
 public:
  enum class Stage { kBegun, kAtEnd, kSent, kNotSent };
  // A mail that was begun and not done.
  struct Entry {
    std::string message;  // `networks/{network}/messages/{message}`
    std::string claim;
    std::string message_id;
    Stage stage = Stage::kBegun;
    bool partly = false;                       // Of kSent: some recipients were refused.
    std::vector<std::string> refused_members;  // Of kSent: whose addresses do not work.
  };

  // Opens or makes it, readable by this user only. FAILED_PRECONDITION if another process has it; DATA_LOSS if it holds
  // a line that is none of ours, but for a last one that was cut off. What is done is dropped from the file.
  static absl::StatusOr<std::unique_ptr<Journal>> Open(const std::string& path);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  // Begun and not done, by name.
  std::vector<Entry> Unfinished() const;
  // The request_id of the last ClaimMessages whose messages have not all been seen to; or empty.
  const std::string& open_claim() const { return open_claim_; }
  // Whether the message was begun under that claim. Asked for again, the server may offer it again, and it must not be
  // begun again.
  bool HasBegun(const std::string& message) const { return begun_.count(message) > 0; }

  absl::Status Claim(const std::string& request_id);
  absl::Status ClaimDone();
  absl::Status Begin(const std::string& message, const std::string& claim, const std::string& message_id);
  absl::Status AtEnd(const std::string& message);
  absl::Status Sent(const std::string& message, bool partly, const std::vector<std::string>& refused_members);
  absl::Status NotSent(const std::string& message);
  absl::Status Done(const std::string& message);

 private:
  Journal(std::string path, int lock_fd) : path_(std::move(path)), lock_fd_(lock_fd) {}
  absl::Status Read();
  // False: none of ours.
  bool Apply(const std::string& line);
  absl::Status Compact();
  absl::Status Append(const std::string& line, bool sync);

  const std::string path_;
  const int lock_fd_;
  int fd_ = -1;
  absl::Status written_;  // Once a line could not be written, no other is: it would stand behind half a line.
  std::map<std::string, Entry> entries_;
  std::string open_claim_;
  std::set<std::string> begun_;  // Under open_claim_, done or not.
};

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_JOURNAL_H_
