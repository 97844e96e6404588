#include "cli/resource_argument.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
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

// A transformation to full names of what a network holds in `collection`: "an introduction", `example` for its id.
CLI::Validator AsNameIn(const std::string& collection, const std::string& what, const std::string& example) {
  return CLI::Validator(
      [=](std::string& text) {
        const std::vector<std::string> parts = absl::StrSplit(text, '/');
        const bool whole = std::find(parts.begin(), parts.end(), "") == parts.end();
        if (whole && parts.size() == 4 && parts[0] == "networks" && parts[2] == collection) return std::string();
        if (!whole || parts.size() != 2 || parts[0] == "networks") {
          return absl::StrCat("'", text, "' is not ", what, ": write networks/N/", collection, "/", example, ", or N/",
                              example);
        }
        text = absl::StrCat("networks/", parts[0], "/", collection, "/", parts[1]);
        return std::string();
      },
      "");
}

}  // namespace

CLI::Validator AsNetworkName() { return AsName(1, 1, "a network: write networks/N, or N", ""); }
CLI::Validator AsMemberName() { return AsName(2, 2, "a member: write networks/N/members/M, or N/M", ""); }
CLI::Validator AsNetworkOrMemberName() {
  return AsName(1, 2, "a network or a member: write networks/N or networks/N/members/M", "");
}

CLI::Validator AsIntroductionName() { return AsNameIn("introductions", "an introduction", "I"); }
CLI::Validator AsRoundName() { return AsNameIn("rounds", "a round", "r1"); }

CLI::Validator AsTime() {
  return CLI::Validator(
      [](std::string& text) {
        if (ParseTimeText(text).has_value()) return std::string();
        return absl::StrCat("'", text, "' is not a date (2026-05-01) or date-time (2026-05-01T09:00:00Z)");
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

std::string MemberIn(absl::string_view network, absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(absl::StripPrefix(text, "members/"), '/');
  if (parts.size() == 1) return absl::StrCat(network, "/members/", parts[0]);
  if (parts.size() == 2) return absl::StrCat("networks/", parts[0], "/members/", parts[1]);
  return std::string(text);
}

std::string ShortName(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts[0] != "networks" || (parts.size() != 2 && parts.size() != 4)) return std::string(name);
  return parts.size() == 2 ? std::string(parts[1]) : absl::StrCat(parts[1], "/", parts[3]);
}

std::string NetworkOf(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  assert(parts.size() >= 2 && parts[0] == "networks");
  return absl::StrCat("networks/", parts[1]);
}

std::string LastId(absl::string_view name) {
  std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  return std::string(parts.back());
}

std::string NameOrId(const std::string& display_name, const std::string& member) {
  return Printable(display_name.empty() ? LastId(member) : display_name);
}

std::string NameAndId(const std::string& display_name, const std::string& member) {
  const std::string id = LastId(member);
  return Printable(display_name.empty() || display_name == id ? id : absl::StrCat(display_name, " (", id, ")"));
}

}  // namespace weft::cli
