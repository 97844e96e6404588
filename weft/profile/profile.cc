#include "weft/profile/profile.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/base/quoted.h"
#include "weft/profile/field_check.h"
#include "weft/profile/introduction_rules.h"
#include "weft/profile/language_tag.h"
#include "weft/profile/phrase.h"

namespace weft {
namespace {

constexpr int kIntroductionsPerMonthMax = 31;
constexpr size_t kExcludedCirclesMax = kCirclesPerMemberMax;

// "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5" or "UTC".
bool IsTimezoneName(absl::string_view name) {
  if (name == "UTC") return true;
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() < 2 || parts.size() > 3) return false;
  for (absl::string_view part : parts) {
    if (part.empty() || !absl::ascii_isalpha(static_cast<unsigned char>(part[0]))) return false;
    for (char c : part) {
      if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '-' && c != '+') return false;
    }
  }
  return true;
}

// The description of a status made by InvalidField.
std::string DescriptionOf(const absl::Status& status) { return ViolationsOf(status)[0].description; }

void CheckParticipation(const v1::Participation& participation, FieldCheck* check) {
  if (!v1::Participation::Word_IsValid(participation.being_found())) {
    check->Fail("participation.being_found", absl::StrCat("is ", participation.being_found(), ", no known word"));
  }
  if (!v1::Participation::Word_IsValid(participation.being_introduced())) {
    check->Fail("participation.being_introduced",
                absl::StrCat("is ", participation.being_introduced(), ", no known word"));
  }
  if (!v1::Participation::Word_IsValid(participation.introducing())) {
    check->Fail("participation.introducing", absl::StrCat("is ", participation.introducing(), ", no known word"));
  }
  if (participation.has_paused_until()) check->Time("participation.paused_until", participation.paused_until());
  if (participation.has_introductions_per_month()) {
    check->Range("participation.introductions_per_month", participation.introductions_per_month(), 0,
                 kIntroductionsPerMonthMax);
  }
  if (!v1::Participation::Rhythm_IsValid(participation.rhythm())) {
    check->Fail("participation.rhythm", absl::StrCat("is ", participation.rhythm(), ", no known rhythm"));
  }
  if (participation.has_weak_tie_share()) {
    check->Share("participation.weak_tie_share", participation.weak_tie_share());
  }
  check->Ids("participation.never_pair", participation.never_pair(), kNeverPairPerMemberMax);
  check->Ids("participation.blocked", participation.blocked(), kNeverPairPerMemberMax);
}

void Clean(std::string* text) { *text = CleanText(*text); }

// Keeps of `items` the first of each key, in their order. `key` returns an empty string for what is to be dropped.
template <typename Key>
void KeepFirstOfEachKey(FieldCheck::Strings* items, Key key) {
  absl::flat_hash_set<std::string> seen;
  int kept = 0;
  for (int i = 0; i < items->size(); ++i) {
    std::string item_key = key((*items)[i]);
    if (item_key.empty() || !seen.insert(std::move(item_key)).second) continue;
    if (kept != i) items->SwapElements(kept, i);
    ++kept;
  }
  items->DeleteSubrange(kept, items->size() - kept);
}

void NormalizePhrases(FieldCheck::Strings* phrases) {
  for (std::string& phrase : *phrases) Clean(&phrase);
  KeepFirstOfEachKey(phrases, NormalizePhrase);
}

void NormalizeIds(FieldCheck::Strings* ids) {
  for (std::string& id : *ids) Clean(&id);
  KeepFirstOfEachKey(ids, [](const std::string& id) { return id; });
}

}  // namespace

absl::Status ValidateMember(const v1::Member& member, absl::string_view field_prefix) {
  FieldCheck check(field_prefix);
  if (!member.name().empty()) {
    absl::Status status = MemberName::Parse(member.name()).status();
    if (!status.ok()) check.Fail("name", DescriptionOf(status));
  }
  check.Text("display_name", member.display_name(), kDisplayNameBytesMax);
  check.Text("bio", member.bio(), kBioBytesMax);
  check.Phrases("interests", member.interests(), kPhrasesPerFacetMax);
  check.Phrases("offers", member.offers(), kPhrasesPerFacetMax);
  check.Phrases("needs", member.needs(), kPhrasesPerFacetMax);
  check.Phrases("circles", member.circles(), kCirclesPerMemberMax);
  check.Text("organization", member.organization(), kPhraseBytesMax);
  check.Count("languages", member.languages_size(), kLanguagesPerMemberMax);
  for (int i = 0; i < member.languages_size() && i < static_cast<int>(kLanguagesPerMemberMax); ++i) {
    if (!IsLanguageTag(member.languages(i))) {
      check.Fail(absl::StrCat("languages[", i, "]"),
                 absl::StrCat("is ", Quoted(member.languages(i)), "; expected a language tag such as en or pt-BR"));
    }
  }
  if (member.timezone().size() > kTimezoneBytesMax ||
      (!member.timezone().empty() && !IsTimezoneName(member.timezone()))) {
    check.Fail("timezone",
               absl::StrCat("is ", Quoted(member.timezone()), "; expected a name such as Europe/Berlin, or UTC"));
  }
  CheckParticipation(member.participation(), &check);
  return check.Result();
}

void NormalizeMember(v1::Member* member) {
  Clean(member->mutable_display_name());
  Clean(member->mutable_bio());
  NormalizePhrases(member->mutable_interests());
  NormalizePhrases(member->mutable_offers());
  NormalizePhrases(member->mutable_needs());
  NormalizePhrases(member->mutable_circles());
  Clean(member->mutable_organization());
  for (std::string& language : *member->mutable_languages()) language = CanonicalLanguageTag(CleanText(language));
  KeepFirstOfEachKey(member->mutable_languages(), [](const std::string& language) { return language; });
  Clean(member->mutable_timezone());
  if (member->has_participation()) {
    NormalizeIds(member->mutable_participation()->mutable_never_pair());
    NormalizeIds(member->mutable_participation()->mutable_blocked());
  }
}

absl::Status ValidateTie(const v1::Tie& tie, absl::string_view field_prefix) {
  FieldCheck check(field_prefix);
  absl::StatusOr<MemberName> a = MemberName::Parse(tie.member_a());
  absl::StatusOr<MemberName> b = MemberName::Parse(tie.member_b());
  if (!a.ok()) check.Fail("member_a", DescriptionOf(a.status()));
  if (!b.ok()) check.Fail("member_b", DescriptionOf(b.status()));
  if (a.ok() && b.ok()) {
    if (a->network() != b->network()) {
      check.Fail("member_b", "is of another network than member_a; a tie joins two members of one network");
    } else if (a->member() == b->member()) {
      check.Fail("member_b", "is the same member as member_a; a tie joins two members");
    }
  }
  if (!std::isfinite(tie.weight()) || tie.weight() < 0) {
    check.Fail("weight", absl::StrCat("is ", tie.weight(), "; expected a finite number above 0, or 0 for unset"));
  }
  if (tie.has_period()) check.Range("period", tie.period(), 0, kTiePeriodsEnd - 1);
  if (tie.has_last_contact()) {
    check.Time("last_contact", tie.last_contact());
    if (tie.last_contact().seconds() < kTiePeriodsEnd) {
      check.Fail("last_contact", "is before 1970-01-12T13:46:40Z; earlier times cannot be told from period numbers");
    }
  }
  check.Text("kind", tie.kind(), kPhraseBytesMax);
  return check.Result();
}

void NormalizeTie(v1::Tie* tie) {
  if (tie->member_b() < tie->member_a()) tie->mutable_member_a()->swap(*tie->mutable_member_b());
  if (tie->weight() == 0) tie->set_weight(1);
  Clean(tie->mutable_kind());
}

// The knobs that a policy sets for its network and a call for itself.
template <typename Knobs>
static void CheckKnobs(const Knobs& knobs, FieldCheck* check) {
  if (knobs.has_fit_floor()) check->Share("fit_floor", knobs.fit_floor());
  if (knobs.has_bridging_peak()) check->Share("bridging_peak", knobs.bridging_peak());
  if (knobs.has_bridging_width() && !(knobs.bridging_width() > 0 && knobs.bridging_width() <= 1)) {
    check->Fail("bridging_width", absl::StrCat("is ", knobs.bridging_width(), "; expected above 0 and up to 1"));
  }
  if (knobs.has_periphery_reserve()) check->Share("periphery_reserve", knobs.periphery_reserve());
  if (knobs.has_exploration_share()) check->Share("exploration_share", knobs.exploration_share());
}

absl::Status ValidateBalance(const v1::Balance& balance, absl::string_view field_prefix) {
  FieldCheck check(field_prefix);
  CheckKnobs(balance, &check);
  return check.Result();
}

absl::Status ValidatePolicy(const v1::Policy& policy, absl::string_view field_prefix) {
  FieldCheck check(field_prefix);
  if (!v1::Policy::Unspoken_IsValid(policy.unspoken())) {
    check.Fail("unspoken", absl::StrCat("is ", policy.unspoken(), ", no known value"));
  }
  check.Text("unspoken_ground", policy.unspoken_ground(), kReasonBytesMax);
  if (policy.unspoken() == v1::Policy::UNSPOKEN_SHOW && NormalizePhrase(policy.unspoken_ground()).empty()) {
    check.Fail("unspoken_ground", "is empty; UNSPOKEN_SHOW needs to say where and how the members agreed");
  }
  if (policy.has_weak_tie_share()) check.Share("weak_tie_share", policy.weak_tie_share());
  CheckKnobs(policy, &check);
  if (policy.has_introductions_per_month()) {
    check.Range("introductions_per_month", policy.introductions_per_month(), 0, kIntroductionsPerMonthMax);
  }
  if (policy.has_reconnect_after()) check.PositiveDuration("reconnect_after", policy.reconnect_after());
  check.Phrases("excluded_circles", policy.excluded_circles(), kExcludedCirclesMax);
  if (policy.has_tie_half_life()) check.PositiveDuration("tie_half_life", policy.tie_half_life());
  CheckIntroductionPolicy("introductions", policy.introductions(), &check);
  return check.Result();
}

}  // namespace weft
