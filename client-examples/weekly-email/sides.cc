#include "client-examples/weekly-email/sides.h"

#include "client-examples/weekly-email/wording.h"

namespace weft::weekly_email {

std::vector<const v1::Introduction::Side*> OtherSides(const v1::Introduction& introduction, absl::string_view reader) {
  std::vector<const v1::Introduction::Side*> others;
  for (const v1::Introduction::Side& side : introduction.sides()) {
    if (!side.gone() && !side.member().empty() && side.member() != reader) others.push_back(&side);
  }
  return others;
}

const v1::Introduction::Side* OwnSide(const v1::Introduction& introduction, absl::string_view reader) {
  for (const v1::Introduction::Side& side : introduction.sides()) {
    if (!reader.empty() && side.member() == reader) return &side;
  }
  return nullptr;
}

std::string NamesOf(const std::vector<const v1::Introduction::Side*>& sides) {
  std::vector<std::string> names;
  for (const v1::Introduction::Side* side : sides) names.push_back(ShortName(side->display_name()));
  return InWords(names);
}

}  // namespace weft::weekly_email
