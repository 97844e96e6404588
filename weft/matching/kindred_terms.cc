#include "weft/matching/kindred_terms.h"

#include "absl/strings/ascii.h"
#include "absl/types/span.h"

namespace weft {
namespace {

constexpr size_t kTermsOfAGroup = 6;
// One thing a row, the commonest names first. Empty places are none.
constexpr absl::string_view kGroups[][kTermsOfAGroup] = {
    {"grant writing", "fundraising", "funding applications", "grant applications", "writing grants", "raising money"},
    {"bookkeeping", "accounting", "keeping accounts", "keeping the books"},
    {"tax returns", "taxes", "tax advice"},
    {"translation", "translating", "interpreting", "interpreter", "translator"},
    {"web design", "websites", "building a website", "web development", "a website"},
    {"facilitation", "facilitating meetings", "moderating", "leading discussions", "facilitator"},
    {"mediation", "conflict resolution", "settling disputes", "mediator"},
    {"legal advice", "lawyer", "legal help", "solicitor"},
    {"carpentry", "woodwork", "joinery", "carpenter"},
    {"childcare", "babysitting", "looking after children"},
    {"press releases", "public relations", "media relations", "press work"},
    {"graphic design", "posters and leaflets", "layout", "designing flyers"},
    {"programming", "coding", "software development", "programmer"},
    {"computer help", "it support", "fixing computers"},
    {"statistics", "data analysis", "analysing data"},
    {"photography", "photographs", "taking pictures", "photographer"},
    {"film making", "video editing", "making videos"},
    {"sewing", "tailoring", "mending clothes"},
    {"counselling", "therapy", "emotional support"},
    {"tutoring", "homework help", "teaching pupils"},
    {"a venue", "meeting space", "rooms for events", "a hall"},
    {"a van", "transport", "deliveries by van", "a driver"},
    {"project management", "coordinating projects", "project coordination"},
    {"public speaking", "giving talks", "a speaker"},
};

bool IsWordEnd(absl::string_view text, size_t at) {
  return at >= text.size() || !absl::ascii_isalnum(static_cast<unsigned char>(text[at]));
}

// Whether `term` stands in `text` as whole words. Both in lower case.
bool Stands(absl::string_view term, absl::string_view text) {
  for (size_t at = text.find(term); at != absl::string_view::npos; at = text.find(term, at + 1)) {
    if ((at == 0 || IsWordEnd(text, at - 1)) && IsWordEnd(text, at + term.size())) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> KindredTerms(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  std::vector<std::string> kindred;
  for (const auto& group : kGroups) {
    bool named = false;
    for (absl::string_view term : group) named = named || (!term.empty() && Stands(term, lower));
    if (!named) continue;
    for (absl::string_view term : group) {
      if (kindred.size() == kKindredTermsMax) return kindred;
      if (!term.empty() && !Stands(term, lower)) kindred.emplace_back(term);
    }
  }
  return kindred;
}

}  // namespace weft
