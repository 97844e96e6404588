#include "cli/member_list_file.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/resource_argument.h"
#include "cli/text_file.h"
#include "cli/text_table.h"
#include "nlohmann/json.hpp"

namespace weft::cli {
namespace {

// The id of an object of members.jsonl; empty if it has none.
std::string IdInObject(const std::string& line) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return "";
  const auto id = object.find("id");
  return id != object.end() && id->is_string() ? id->get<std::string>() : "";
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ReadMemberList(const std::string& path, const std::string& network,
                                                        const Terminal& terminal) {
  std::vector<std::string> members;
  absl::Status bad;
  const absl::Status read = ForEachLine(path, terminal, [&](int64_t number, const std::string& line) {
    const std::string text(absl::StripAsciiWhitespace(line));
    if (text.empty() || text[0] == '#' || !bad.ok()) return;
    const std::string id = text[0] == '{' ? IdInObject(text) : text;
    if (id.empty() || id.find_first_of(" ,;\"") != std::string::npos) {
      bad = absl::InvalidArgumentError(absl::StrCat(path == "-" ? "the input" : path, ":", number, ": '",
                                                    Clipped(Printable(text), 40),
                                                    "' is no member: write one id a line, such as fn-amara"));
      return;
    }
    members.push_back(MemberIn(network, id));
  });
  if (!read.ok()) return read;
  if (!bad.ok()) return bad;
  if (members.empty()) return absl::InvalidArgumentError(absl::StrCat(path, " lists no member"));
  return members;
}

}  // namespace weft::cli
