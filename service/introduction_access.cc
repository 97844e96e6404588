#include "service/introduction_access.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "service/page.h"
#include "service/request_check.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/introductions/life_cycle.h"

namespace weft {
namespace {

// Introductions looked at for one page at most: filters that few pass end a page early rather than a call late.
constexpr int kLookedAtMax = 20000;
constexpr int kReadAtOnce = 500;

absl::Status NotFound(const ChildName& name) {
  const std::string full = absl::StrCat("networks/", name.network(), "/introductions/", name.id());
  return Error(absl::StatusCode::kNotFound, "INTRODUCTION_NOT_FOUND", absl::StrCat("there is no ", full),
               {{"introduction", full}});
}

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

absl::StatusOr<IntroductionFilter> FilterOf(const Reader& reader, const std::string& network,
                                            const v1::ListIntroductionsRequest& request) {
  IntroductionFilter filter;
  for (int state : request.states()) {
    if (!v1::Introduction::State_IsValid(state) || state == v1::Introduction::STATE_UNSPECIFIED) {
      return InvalidField("states", absl::StrCat("holds ", state, ", no known state"));
    }
    filter.states.push_back(static_cast<v1::Introduction::State>(state));
  }
  filter.states = StatesThatMayRead(filter.states);
  if (!request.member().empty()) {
    WEFT_ASSIGN_OR_RETURN(const MemberName member, ParseMemberOf(network, request.member(), "member"));
    filter.member_id = member.member();
  }
  if (!request.round().empty()) {
    WEFT_ASSIGN_OR_RETURN(const ChildName round, ChildName::Parse(request.round(), "rounds", "round"));
    int64_t number = 0;
    if (round.network() != network) return InvalidField("round", "is of another network");
    if (!absl::SimpleAtoi(absl::StripPrefix(round.id(), "r"), &number)) return InvalidField("round", "is no round");
    filter.round_number = number;
  }
  if (!v1::Introduction::Origin_IsValid(request.origin())) {
    return InvalidField("origin", absl::StrCat("is ", request.origin(), ", no known origin"));
  }
  filter.origin = request.origin();
  if (reader.IsMember()) filter.reader_id = IdOf(reader.member);
  if (request.waiting_for_me()) {
    if (!reader.IsMember()) return InvalidField("waiting_for_me", "needs as_member");
    filter.waiting_id = IdOf(reader.member);
  }
  return filter;
}

}  // namespace

absl::StatusOr<Reader> ReaderOf(const std::string& as_member, const std::string& network) {
  if (as_member.empty()) return Reader();
  WEFT_ASSIGN_OR_RETURN(const MemberName name, ParseMemberOf(network, as_member, "as_member"));
  return Reader{name.ToString()};
}

Caller CallerFor(const Reader& reader) {
  Caller caller;
  caller.speaks_for_member = reader.IsMember();
  return caller;
}

absl::StatusOr<SeenIntroduction> FindFor(const Reader& reader, const ChildName& name, const Store& store,
                                         const Lookups& lookups) {
  WEFT_ASSIGN_OR_RETURN(StoredIntroduction stored, store.introductions().Get(name.network(), name.id()));
  absl::optional<v1::Introduction> seen = SeenBy(reader, stored, lookups);
  if (!seen.has_value()) return NotFound(name);
  return SeenIntroduction{std::move(stored), *std::move(seen)};
}

absl::Status CheckEtag(const std::string& etag, const v1::Introduction& seen) {
  return CheckEtagOf(etag, seen.name(), seen.etag());
}

absl::StatusOr<IntroductionPage> ListFor(const Reader& reader, const std::string& network,
                                         const v1::ListIntroductionsRequest& request, int64_t before, int size,
                                         const Store& store, const Lookups& lookups) {
  WEFT_ASSIGN_OR_RETURN(const IntroductionFilter filter, FilterOf(reader, network, request));
  const auto wanted = [&request](const v1::Introduction& seen) {
    if (request.states().empty()) return true;
    const auto is = [&request](v1::Introduction::State state) {
      return std::find(request.states().begin(), request.states().end(), state) != request.states().end();
    };
    // What lapsed by the reader's own act has lapsed, too.
    const bool own_act =
        seen.state() == v1::Introduction::STATE_DECLINED || seen.state() == v1::Introduction::STATE_WITHDRAWN;
    return is(seen.state()) || (own_act && is(v1::Introduction::STATE_LAPSED));
  };
  IntroductionPage page;
  size_t bytes = 0;
  for (int looked_at = 0; looked_at < kLookedAtMax;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> some,
                          store.introductions().List(network, filter, before, kReadAtOnce));
    for (const StoredIntroduction& stored : some) {
      absl::optional<v1::Introduction> seen = SeenBy(reader, stored, lookups);
      if (!seen.has_value() || !wanted(*seen)) {
        before = stored.key;
        continue;
      }
      bytes += seen->ByteSizeLong();
      const bool full = page.introductions.size() == static_cast<size_t>(size) || bytes > kPageBytesMax;
      if (full && !page.introductions.empty()) {
        page.next_before = before;
        return page;
      }
      before = stored.key;
      page.introductions.push_back(*std::move(seen));
    }
    if (some.size() < static_cast<size_t>(kReadAtOnce)) return page;
    looked_at += static_cast<int>(some.size());
  }
  page.next_before = before;
  return page;
}

}  // namespace weft
