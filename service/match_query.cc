#include "service/match_query.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/page.h"
#include "service/request_check.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/profile/language_tag.h"
#include "weft/profile/phrase.h"
#include "weft/profile/profile.h"

namespace weft {
namespace {

using Strings = google::protobuf::RepeatedPtrField<std::string>;

absl::Status CheckCount(absl::string_view field, size_t count, size_t max) {
  if (count <= max) return absl::OkStatus();
  return InvalidField(field, absl::StrCat("has ", count, " entries; at most ", max, " are allowed"));
}

// Ids of members of `network`, each once.
absl::StatusOr<std::vector<std::string>> ParseMemberIds(const Strings& names, absl::string_view network,
                                                        absl::string_view field, size_t max) {
  WEFT_RETURN_IF_ERROR(CheckCount(field, static_cast<size_t>(names.size()), max));
  std::vector<std::string> ids;
  for (int i = 0; i < names.size(); ++i) {
    WEFT_ASSIGN_OR_RETURN(const MemberName name, ParseMemberOf(network, names[i], absl::StrCat(field, "[", i, "]")));
    if (std::find(ids.begin(), ids.end(), name.member()) == ids.end()) ids.push_back(name.member());
  }
  return ids;
}

// Names as profiles have them after normalizing.
absl::StatusOr<std::vector<std::string>> ParseNames(const Strings& names, absl::string_view field, size_t bytes_max,
                                                    std::string (*normalize)(absl::string_view)) {
  WEFT_RETURN_IF_ERROR(CheckCount(field, static_cast<size_t>(names.size()), kFilterValuesMax));
  std::vector<std::string> out;
  for (int i = 0; i < names.size(); ++i) {
    WEFT_RETURN_IF_ERROR(CheckRequiredText(absl::StrCat(field, "[", i, "]"), names[i], bytes_max));
    out.push_back(normalize(names[i]));
  }
  return out;
}

absl::StatusOr<MemberFilter> ParseFilter(const v1::MemberFilter& filter, absl::string_view network) {
  MemberFilter out;
  WEFT_ASSIGN_OR_RETURN(out.languages,
                        ParseNames(filter.languages(), "filter.languages", kLanguageBytesMax, CanonicalLanguageTag));
  WEFT_ASSIGN_OR_RETURN(out.circles, ParseNames(filter.circles(), "filter.circles", kPhraseBytesMax, CleanText));
  WEFT_ASSIGN_OR_RETURN(out.organizations,
                        ParseNames(filter.organizations(), "filter.organizations", kPhraseBytesMax, CleanText));
  WEFT_ASSIGN_OR_RETURN(out.excluded_member_ids, ParseMemberIds(filter.excluded_members(), network,
                                                                "filter.excluded_members", kFilterValuesMax));
  return out;
}

absl::Status ParsePurpose(const v1::Purpose& purpose, absl::string_view network, RecommendQuery* query) {
  WEFT_RETURN_IF_ERROR(CheckRequiredText("purpose.text", purpose.text(), kPurposeBytesMax));
  const int size = purpose.group_size();
  if (size != 0 && (size < kGroupSizeMin || size > kGroupSizeMax)) {
    return InvalidField("purpose.group_size", absl::StrCat("is ", size, "; expected ", kGroupSizeMin, " to ",
                                                           kGroupSizeMax, ", or 0 for not said"));
  }
  query->purpose = purpose.text();
  query->group_size = size;
  WEFT_ASSIGN_OR_RETURN(query->purpose_members,
                        ParseMemberIds(purpose.members(), network, "purpose.members", kPurposeMembersMax));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<NetworkRecommendQuery> ParseRecommend(const v1::RecommendCollaboratorsRequest& request) {
  WEFT_ASSIGN_OR_RETURN(const MemberName member, MemberName::Parse(request.member(), "member"));
  NetworkRecommendQuery out;
  out.network = member.network();
  out.query.member_id = member.member();
  WEFT_ASSIGN_OR_RETURN(out.query.count, PageSizeOf(request.page_size(), kPageSizeDefault, kPageSizeMax));
  if (request.has_weak_tie_share()) {
    WEFT_RETURN_IF_ERROR(CheckShare("weak_tie_share", request.weak_tie_share()));
    out.query.weak_tie_share = request.weak_tie_share();
  }
  WEFT_RETURN_IF_ERROR(ValidateBalance(request.balance(), "balance"));
  out.query.balance = request.balance();
  if (request.has_purpose()) WEFT_RETURN_IF_ERROR(ParsePurpose(request.purpose(), member.network(), &out.query));
  WEFT_ASSIGN_OR_RETURN(out.query.filter, ParseFilter(request.filter(), member.network()));
  out.query.seed = static_cast<uint64_t>(request.seed());
  return out;
}

absl::StatusOr<NetworkSearchQuery> ParseSearch(const v1::SearchMembersRequest& request) {
  WEFT_ASSIGN_OR_RETURN(const NetworkName parent, NetworkName::Parse(request.parent(), "parent"));
  NetworkSearchQuery out;
  out.network = parent.network();
  WEFT_RETURN_IF_ERROR(CheckRequiredText("query", request.query(), kQueryBytesMax));
  out.query.text = request.query();
  WEFT_ASSIGN_OR_RETURN(out.query.count, PageSizeOf(request.page_size(), kPageSizeDefault, kPageSizeMax));
  WEFT_ASSIGN_OR_RETURN(out.query.filter, ParseFilter(request.filter(), parent.network()));
  return out;
}

absl::StatusOr<ExplainQuery> ParseExplain(const v1::ExplainMatchRequest& request) {
  WEFT_ASSIGN_OR_RETURN(const MemberName member, MemberName::Parse(request.member(), "member"));
  WEFT_ASSIGN_OR_RETURN(const MemberName other, ParseMemberOf(member.network(), request.other(), "other"));
  if (member.member() == other.member()) return InvalidField("other", "is the same member; a match needs two");
  return ExplainQuery{member.network(), member.member(), other.member()};
}

}  // namespace weft
