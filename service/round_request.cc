#include "service/round_request.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/request_check.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/profile/field_check.h"
#include "weft/profile/phrase.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

constexpr absl::Duration kOpenAheadMax = absl::Hours(24 * 7);
constexpr int kScopeListMin = 2;
constexpr int kPinnedMin = 2;

// Ids of members of the network, each once.
absl::StatusOr<std::vector<std::string>> ParseMembers(const google::protobuf::RepeatedPtrField<std::string>& names,
                                                      const std::string& network, const std::string& field, int min,
                                                      size_t max) {
  if (names.size() < min || names.size() > static_cast<int>(max)) {
    return InvalidField(field, absl::StrCat("has ", names.size(), " entries; expected ", min, " to ", max));
  }
  std::vector<std::string> ids;
  for (int m = 0; m < names.size(); ++m) {
    WEFT_ASSIGN_OR_RETURN(const MemberName name, ParseMemberOf(network, names[m], absl::StrCat(field, "[", m, "]")));
    ids.push_back(name.member());
  }
  std::vector<std::string> sorted = ids;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) return InvalidField(field, absl::StrCat("names ", *twice, " twice"));
  return ids;
}

absl::StatusOr<v1::Round::Scope> ParseScope(const v1::Round::Scope& requested, const std::string& network) {
  v1::Round::Scope scope;
  switch (requested.scope_case()) {
    case v1::Round::Scope::kWholeNetwork:
      if (!requested.whole_network()) return InvalidField("scope.whole_network", "is false; leave it out, or say true");
      scope.set_whole_network(true);
      return scope;
    case v1::Round::Scope::kCircle: {
      const absl::optional<std::string> problem = PhraseProblem(requested.circle(), kPhraseBytesMax);
      if (problem.has_value()) return InvalidField("scope.circle", *problem);
      scope.set_circle(CleanText(requested.circle()));
      return scope;
    }
    case v1::Round::Scope::kMembers: {
      WEFT_ASSIGN_OR_RETURN(std::vector<std::string> ids,
                            ParseMembers(requested.members().members(), network, "scope.members.members", kScopeListMin,
                                         kRoundMembersMax));
      std::sort(ids.begin(), ids.end());
      for (const std::string& id : ids) {
        scope.mutable_members()->add_members(absl::StrCat("networks/", network, "/members/", id));
      }
      return scope;
    }
    default:
      return InvalidField("scope", "is missing; expected whole_network, circle or members");
  }
}

absl::StatusOr<int64_t> ParseEntry(const std::string& name, const ChildName& round, const std::string& field) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  int64_t number = 0;
  const bool is_entry = parts.size() == 6 && parts[0] == "networks" && parts[2] == "rounds" && parts[4] == "entries" &&
                        absl::SimpleAtoi(parts[5], &number) && number > 0 && absl::StrCat(number) == parts[5];
  if (!is_entry) return InvalidField(field, "is not networks/{network}/rounds/{round}/entries/{entry}");
  if (parts[1] != round.network() || parts[3] != round.id()) return InvalidField(field, "is of another round");
  return number;
}

}  // namespace

absl::StatusOr<std::string> ParseReason(absl::string_view field, const std::string& reason) {
  WEFT_RETURN_IF_ERROR(CheckRequiredText(field, reason, kReasonBytesMax));
  return CleanText(reason);
}

absl::StatusOr<absl::Time> ParseTime(absl::string_view field, const google::protobuf::Timestamp& time) {
  FieldCheck check("");
  check.Time(field, time);
  WEFT_RETURN_IF_ERROR(check.Result());
  return FromMicros(MicrosOf(time));
}

absl::StatusOr<PlanOrder> ParsePlan(const v1::PlanRoundRequest& request, const std::string& network,
                                    const Reader& weaver, absl::Time now) {
  PlanOrder order;
  order.network = network;
  order.weaver = weaver;
  WEFT_ASSIGN_OR_RETURN(order.scope, ParseScope(request.scope(), network));
  order.seed = request.seed();
  const absl::optional<std::string> problem = TextProblem(request.display_name(), kDisplayNameBytesMax);
  if (problem.has_value()) return InvalidField("display_name", *problem);
  order.display_name = CleanText(request.display_name());
  if (request.has_open_time()) {
    WEFT_ASSIGN_OR_RETURN(order.open_time, ParseTime("open_time", request.open_time()));
    if (*order.open_time < now || *order.open_time > now + kOpenAheadMax) {
      return InvalidField("open_time", "is not between now and 7 days ahead");
    }
  }
  return order;
}

absl::StatusOr<std::vector<RoundEdit>> ParseEdits(const v1::EditRoundRequest& request, const ChildName& round) {
  if (request.edits_size() < 1 || request.edits_size() > static_cast<int>(kRoundEditsMax)) {
    return InvalidField("edits",
                        absl::StrCat("has ", request.edits_size(), " entries; expected 1 to ", kRoundEditsMax));
  }
  std::vector<RoundEdit> edits;
  for (int e = 0; e < request.edits_size(); ++e) {
    const v1::EditRoundRequest::Edit& requested = request.edits(e);
    const std::string field = absl::StrCat("edits[", e, "]");
    RoundEdit edit;
    switch (requested.edit_case()) {
      case v1::EditRoundRequest::Edit::kDrop: {
        edit.kind = RoundEdit::Kind::kDrop;
        edit.field = absl::StrCat(field, ".drop");
        WEFT_ASSIGN_OR_RETURN(edit.entry, ParseEntry(requested.drop().entry(), round, edit.field + ".entry"));
        break;
      }
      case v1::EditRoundRequest::Edit::kSwap: {
        edit.kind = RoundEdit::Kind::kSwap;
        edit.field = absl::StrCat(field, ".swap");
        WEFT_ASSIGN_OR_RETURN(const MemberName a,
                              ParseMemberOf(round.network(), requested.swap().member_a(), edit.field + ".member_a"));
        WEFT_ASSIGN_OR_RETURN(const MemberName b,
                              ParseMemberOf(round.network(), requested.swap().member_b(), edit.field + ".member_b"));
        if (a.member() == b.member()) return InvalidField(edit.field + ".member_b", "is member_a once more");
        edit.members = {a.member(), b.member()};
        break;
      }
      case v1::EditRoundRequest::Edit::kPin: {
        edit.kind = RoundEdit::Kind::kPin;
        edit.field = absl::StrCat(field, ".pin");
        WEFT_ASSIGN_OR_RETURN(edit.members, ParseMembers(requested.pin().members(), round.network(),
                                                         edit.field + ".members", kPinnedMin, kIntroductionSidesMax));
        break;
      }
      default:
        return InvalidField(field, "is empty; expected drop, swap or pin");
    }
    WEFT_ASSIGN_OR_RETURN(edit.reason, ParseReason(field + ".reason", requested.reason()));
    edits.push_back(std::move(edit));
  }
  return edits;
}

}  // namespace weft
