#include "client-examples/weekly-email/held_profile.h"

#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {
namespace {

using Participation = v1::Participation;

std::string Said(Participation::Word word) { return word == Participation::WORD_AGREED ? "yes" : "no"; }

std::string Rhythm(Participation::Rhythm rhythm) {
  switch (rhythm) {
    case Participation::RHYTHM_WEEKLY:
      return "every week";
    case Participation::RHYTHM_FORTNIGHTLY:
      return "every two weeks";
    case Participation::RHYTHM_MONTHLY:
      return "every four weeks";
    case Participation::RHYTHM_ON_REQUEST:
      return "only when you ask";
    default:
      return "";
  }
}

void Add(absl::string_view label, const std::string& value, std::vector<Fact>* facts) {
  if (!value.empty()) facts->push_back({std::string(label), value});
}

void AddParticipation(const v1::Member& member, std::vector<Fact>* facts) {
  const Participation& said = member.participation();
  if (said.being_found() != Participation::WORD_UNSPECIFIED) {
    Add("Others may find you", Said(said.being_found()), facts);
  }
  if (said.being_introduced() != Participation::WORD_UNSPECIFIED) {
    Add("You may be introduced", Said(said.being_introduced()), facts);
  }
  if (said.introducing() != Participation::WORD_UNSPECIFIED) {
    Add("You may be asked to introduce others", Said(said.introducing()), facts);
  }
  if (said.has_paused_until()) Add("Pause until", Date(said.paused_until(), member.timezone()), facts);
  if (said.has_introductions_per_month()) {
    Add("Introductions a month", absl::StrCat("at most ", said.introductions_per_month()), facts);
  }
  Add("How often", Rhythm(said.rhythm()), facts);
  if (said.has_weak_tie_share()) {
    Add("Of ten introductions, into a wider circle", absl::StrCat("about ", std::lround(said.weak_tie_share() * 10)),
        facts);
  }
  Add("Never introduced to", absl::StrJoin(said.never_pair(), ", "), facts);
  Add("Blocked by you, which nobody else sees", absl::StrJoin(said.blocked(), ", "), facts);
}

}  // namespace

std::vector<Fact> HeldProfile(const v1::Member& member) {
  std::vector<Fact> facts;
  Add("Name", member.display_name(), &facts);
  Add("Short name here", member.name().substr(member.name().rfind('/') + 1), &facts);
  Add("Organization", member.organization(), &facts);
  Add("About you", member.bio(), &facts);
  Add("You care about", Phrases(member.interests()), &facts);
  Add("You can offer", Phrases(member.offers()), &facts);
  Add("You are looking for", Phrases(member.needs()), &facts);
  std::vector<std::string> circles;
  for (const std::string& circle : member.circles()) circles.push_back(CircleInWords(circle));
  Add("Your circles", absl::StrJoin(circles, "; "), &facts);
  Add("Languages", absl::StrJoin(member.languages(), ", "), &facts);
  Add("Time zone", member.timezone(), &facts);
  AddParticipation(member, &facts);
  if (member.has_create_time()) Add("Held since", Date(member.create_time(), member.timezone()), &facts);
  if (member.has_update_time()) Add("Last changed", Date(member.update_time(), member.timezone()), &facts);
  return facts;
}

}  // namespace weft::weekly_email
