#include "weft/matching/eligibility.h"

#include <algorithm>

#include "weft/base/clock.h"
#include "weft/profile/introduction_rules.h"

namespace weft {
namespace {

constexpr absl::Duration kMonth = absl::Hours(24 * 30);

int RoomAMonth(const MemberSettings& settings, const v1::Policy& policy) {
  if (settings.introductions_per_month >= 0) return settings.introductions_per_month;
  return policy.has_introductions_per_month() ? policy.introductions_per_month()
                                              : IntroductionRules().introductions_per_month;
}

bool SaysYes(uint8_t word, const v1::Policy& policy) {
  switch (word) {
    case v1::Participation::WORD_AGREED:
      return true;
    case v1::Participation::WORD_REFUSED:
      return false;
    default:
      return policy.unspoken() == v1::Policy::UNSPOKEN_SHOW;
  }
}

template <typename T>
bool Intersects(absl::Span<const T> a, absl::Span<const T> b) {
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (*i == *j) return true;
    if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return false;
}

// Circles inside which the policy recommends nobody, as far as the member is in them; ascending.
std::vector<uint32_t> ExcludedCirclesOf(const NetworkView& view, const MemberView& member) {
  std::vector<uint32_t> out;
  for (const std::string& name : view.policy().excluded_circles()) {
    const uint32_t circle = view.FindCircle(name);
    if (circle != kNone && std::binary_search(member.circles.begin(), member.circles.end(), circle)) {
      out.push_back(circle);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool KeepsApart(const v1::Policy& policy, const MemberView& a, const std::vector<uint32_t>& excluded_circles_of_a,
                const MemberView& b) {
  if (policy.exclude_same_organization() && a.organization != kNone && a.organization == b.organization) return true;
  if (!excluded_circles_of_a.empty() && Intersects<uint32_t>(excluded_circles_of_a, b.circles)) return true;
  return policy.require_common_language() && !a.languages.empty() && !b.languages.empty() &&
         !Intersects<uint32_t>(a.languages, b.languages);
}

bool Refuses(const MemberView& a, const MemberView& b) {
  return std::binary_search(a.refused.begin(), a.refused.end(), IdHash(b.id));
}

}  // namespace

bool MayBeFound(const MemberSettings& settings, const v1::Policy& policy) {
  return SaysYes(settings.being_found, policy);
}

bool Consents(const MemberSettings& settings, const v1::Policy& policy, absl::Time now) {
  return MayBeFound(settings, policy) && SaysYes(settings.being_introduced, policy) &&
         settings.paused_until_micros <= ToMicros(now);
}

bool EitherRefuses(const MemberView& a, const MemberView& b) { return Refuses(a, b) || Refuses(b, a); }

bool MayBeIntroduced(const MemberSettings& settings, const v1::Policy& policy, absl::Time now) {
  return Consents(settings, policy, now) && RoomAMonth(settings, policy) > 0;
}

int RoomFor(const MemberView& member, const v1::Policy& policy, absl::Time now) {
  const IntroductionRules rules = RulesOf(policy);
  const int room = RoomAMonth(member.settings, policy);
  if (member.introductions == nullptr) return std::min(room, rules.open_max);
  if (CountSilences(*member.introductions) >= rules.silences_max) return 0;
  const int left = std::min(room - CountAskedSince(*member.introductions, ToMicros(now - kMonth) + 1),
                            rules.open_max - CountOpen(*member.introductions));
  return std::max(0, left);
}

bool HasRoom(const MemberView& member, const v1::Policy& policy, absl::Time now) {
  return RoomFor(member, policy, now) > 0;
}

bool KeepsToOwnRoom(const MemberView& member, const v1::Policy& policy, absl::Time now) {
  const int own = member.settings.introductions_per_month;
  if (member.introductions == nullptr) return own != 0;
  if (CountSilences(*member.introductions) >= RulesOf(policy).silences_max) return false;
  return own < 0 || CountAskedSince(*member.introductions, ToMicros(now - kMonth) + 1) < own;
}

bool PolicyKeepsApart(const NetworkView& view, const MemberView& a, const MemberView& b) {
  return KeepsApart(view.policy(), a, ExcludedCirclesOf(view, a), b);
}

TieBetween FindTieBetween(const NetworkView& view, uint32_t a, uint32_t b, absl::Time now) {
  const TiesView ties = view.ties(a);
  const auto tie = std::lower_bound(ties.neighbors.begin(), ties.neighbors.end(), b);
  if (tie == ties.neighbors.end() || *tie != b) return {};
  const int64_t last = ties.times_micros[static_cast<size_t>(tie - ties.neighbors.begin())];
  const int64_t silence_micros = view.policy().reconnect_after().seconds() * 1000000;
  const bool silent = silence_micros > 0 && last != 0 && ToMicros(now) - last >= silence_micros;
  return {/*known=*/true, silent};
}

FilterInView::FilterInView(const NetworkView& view, const MemberFilter& filter)
    : any_language_(filter.languages.empty()),
      any_circle_(filter.circles.empty()),
      any_organization_(filter.organizations.empty()) {
  for (const std::string& tag : filter.languages) languages_.push_back(view.FindLanguage(tag));
  for (const std::string& name : filter.circles) circles_.push_back(view.FindCircle(name));
  for (const std::string& name : filter.organizations) organizations_.push_back(view.FindOrganization(name));
  for (std::vector<uint32_t>* numbers : {&languages_, &circles_, &organizations_}) {
    std::sort(numbers->begin(), numbers->end());
  }
  for (const std::string& id : filter.excluded_member_ids) {
    if (absl::optional<uint32_t> ordinal = view.Find(id)) excluded_.insert(*ordinal);
  }
}

bool FilterInView::Passes(uint32_t ordinal, const MemberView& member) const {
  if (excluded_.contains(ordinal)) return false;
  if (!any_language_ && !member.languages.empty() && !Intersects<uint32_t>(member.languages, languages_)) {
    return false;
  }
  if (!any_circle_ && !Intersects<uint32_t>(member.circles, circles_)) return false;
  return any_organization_ || (member.organization != kNone &&
                               std::binary_search(organizations_.begin(), organizations_.end(), member.organization));
}

Eligibility::Eligibility(const NetworkView& view, uint32_t seeker, const FilterInView& filter,
                         const std::vector<uint32_t>& also_excluded, absl::Time now)
    : view_(view),
      seeker_(seeker),
      self_(view.member(seeker)),
      filter_(filter),
      now_(now),
      also_excluded_(also_excluded.begin(), also_excluded.end()),
      excluded_circles_(ExcludedCirclesOf(view, self_)) {
  if (self_.introductions != nullptr) {
    for (const MemberIntroductions::Entry& entry : self_.introductions->entries) {
      if (!IsOpen(entry) && entry.rest_until_micros <= ToMicros(now)) continue;
      resting_.insert(entry.other_keys.begin(), entry.other_keys.end());
    }
  }
}

Eligibility::Verdict Eligibility::Check(uint32_t ordinal, bool despite_rest) const {
  if (ordinal == seeker_) return Verdict::kSelf;
  const MemberView other = view_.member(ordinal);
  const v1::Policy& policy = view_.policy();
  if (!MayBeIntroduced(other.settings, policy, now_) || !HasRoom(other, policy, now_)) return Verdict::kNotNow;
  if (!despite_rest && resting_.contains(other.settings.key)) return Verdict::kNotNow;
  if (EitherRefuses(self_, other)) return Verdict::kNotNow;
  const TieBetween tie = FindTieBetween(view_, seeker_, ordinal, now_);
  if (tie.known && !tie.silent) return Verdict::kTied;
  if (KeepsApart(policy, self_, excluded_circles_, other)) return Verdict::kNotNow;
  if (also_excluded_.contains(ordinal) || !filter_.Passes(ordinal, other)) return Verdict::kFiltered;
  return tie.known ? Verdict::kReconnect : Verdict::kEligible;
}

}  // namespace weft
