#ifndef WEFT_CLI_MEMBER_FLAGS_H_
#define WEFT_CLI_MEMBER_FLAGS_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "cli/member_record.h"
#include "cli/terminal.h"
#include "weft/v1/member_service.pb.h"

namespace weft::cli {

// The flags of `member put`: what is given is written, what is not given stays as it is.
class MemberFlags {
 public:
  // REQUIRES: *this outlives the parsing and does not move.
  void AddTo(CLI::App* command);

  // The update that was asked for: from the file of --json, if one is named, with the flags on top. Fails if the file
  // cannot be read, or names another member than `name` (in full).
  absl::StatusOr<v1::UpdateMemberRequest> ToRequest(const std::string& name, const Terminal& terminal) const;

  // Whether --json was given, with a file or without.
  bool wants_json() const { return json_->count() > 0; }

 private:
  struct TextFlag {
    std::string path;  // Field of Member.
    CLI::Option* option;
    std::string value;
  };
  struct ListFlag {
    std::string path;
    CLI::Option* option;
    std::vector<std::string> values;
  };

  void AddWord(CLI::App* command, const std::string& what, CLI::Option** agree, CLI::Option** refuse);
  absl::StatusOr<MemberRecord> Base(const Terminal& terminal) const;
  void ApplyParticipation(v1::Participation* participation, std::vector<std::string>* paths) const;

  std::vector<TextFlag> texts_;
  std::vector<ListFlag> lists_;
  CLI::Option* agree_found_ = nullptr;
  CLI::Option* refuse_found_ = nullptr;
  CLI::Option* agree_introduced_ = nullptr;
  CLI::Option* refuse_introduced_ = nullptr;
  CLI::Option* pause_until_ = nullptr;
  CLI::Option* resume_ = nullptr;
  CLI::Option* introductions_ = nullptr;
  CLI::Option* share_ = nullptr;
  CLI::Option* never_pair_ = nullptr;
  CLI::Option* as_member_ = nullptr;
  CLI::Option* etag_ = nullptr;
  CLI::Option* json_ = nullptr;
  std::string pause_until_text_;
  int introductions_per_month_ = 0;
  double weak_tie_share_ = 0;
  std::vector<std::string> never_pair_ids_;
  std::string etag_text_;
  std::string file_;
};

}  // namespace weft::cli

#endif  // WEFT_CLI_MEMBER_FLAGS_H_
