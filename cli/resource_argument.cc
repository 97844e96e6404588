#include "cli/resource_argument.h"

#include <cassert>
#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/text_table.h"
#include "cli/time_text.h"

namespace weft::cli {
namespace {

// The ids in a name: one for a network, two for a member; none if it is neither.
std::vector<std::string> IdsOf(absl::string_view text) {
  std::vector<std::string> parts = absl::StrSplit(text, '/');
  for (const std::string& part : parts) {
    if (part.empty()) return {};
  }
  if (parts[0] == "networks" && parts.size() == 2) return {parts[1]};
  if (parts[0] == "networks" && parts.size() == 4 && parts[2] == "members") return {parts[1], parts[3]};
  if (parts.size() <= 2 && parts[0] != "networks") return parts;
  return {};
}

std::string FullName(const std::vector<std::string>& ids) {
  std::string name = absl::StrCat("networks/", ids[0]);
  if (ids.size() == 2) absl::StrAppend(&name, "/members/", ids[1]);
  return name;
}

// A transformation to full names with `least` to `most` ids.
CLI::Validator AsName(size_t least, size_t most, const std::string& expected, const std::string& type) {
  return CLI::Validator(
      [=](std::string& text) {
        std::vector<std::string> ids = IdsOf(text);
        if (ids.size() < least || ids.size() > most) return absl::StrCat("'", text, "' is not ", expected);
        text = FullName(ids);
        return std::string();
      },
      type);
}

}  // namespace

CLI::Validator AsNetworkName() { return AsName(1, 1, "a network: write networks/N, or N", ""); }
CLI::Validator AsMemberName() { return AsName(2, 2, "a member: write networks/N/members/M, or N/M", ""); }
CLI::Validator AsNetworkOrMemberName() {
  return AsName(1, 2, "a network or a member: write networks/N or networks/N/members/M", "");
}

CLI::Validator AsIntroductionName() {
  return CLI::Validator(
      [](std::string& text) {
        const std::vector<std::string> parts = absl::StrSplit(text, '/');
        for (const std::string& part : parts) {
          if (part.empty())
            return absl::StrCat("'", text, "' is not an introduction: write networks/N/introductions/I");
        }
        if (parts.size() == 4 && parts[0] == "networks" && parts[2] == "introductions") return std::string();
        if (parts.size() != 2 || parts[0] == "networks") {
          return absl::StrCat("'", text, "' is not an introduction: write networks/N/introductions/I, or N/I");
        }
        text = absl::StrCat("networks/", parts[0], "/introductions/", parts[1]);
        return std::string();
      },
      "");
}

CLI::Validator AsDuration() {
  return CLI::Validator(
      [](std::string& text) {
        if (ParseDurationText(text).has_value()) return std::string();
        return absl::StrCat("'", text, "' is not a duration above 0: write 10s, 5m, 2h or 90d");
      },
      "");
}

CLI::Validator AsNumberAboveZero() {
  return CLI::Validator(
      [](std::string& text) {
        double number = 0;
        if (absl::SimpleAtod(text, &number) && std::isfinite(number) && number > 0) return std::string();
        return absl::StrCat("'", Printable(text), "' is not a number above 0");
      },
      "");
}

CLI::Validator AsServer() {
  return CLI::Validator(
      [](std::string& text) {
        if (text.empty()) return std::string("is empty: write HOST:PORT");
        const size_t colon = text.rfind(':');
        if (colon == std::string::npos) {
          absl::StrAppend(&text, ":7700");
          return std::string();
        }
        const absl::string_view port = absl::string_view(text).substr(colon + 1);
        const bool is_number = !port.empty() && port.find_first_not_of("0123456789") == absl::string_view::npos;
        uint32_t number = 0;
        if (!is_number || (absl::SimpleAtoi(port, &number) && number <= 65535)) return std::string();
        return absl::StrCat("'", text, "' has no port that there can be: they end at 65535");
      },
      "");
}

std::string ShortName(absl::string_view name) {
  std::vector<std::string> ids = IdsOf(name);
  return ids.empty() ? std::string(name) : absl::StrJoin(ids, "/");
}

std::string NetworkOf(absl::string_view name) {
  std::vector<std::string> ids = IdsOf(name);
  assert(!ids.empty());
  return absl::StrCat("networks/", ids[0]);
}

std::string LastId(absl::string_view name) {
  std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  return std::string(parts.back());
}

}  // namespace weft::cli
