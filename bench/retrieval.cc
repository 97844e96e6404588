#include "bench/retrieval.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "bench/tab_file.h"
#include "weft/base/error.h"

namespace weft {

absl::StatusOr<Retrieval> ReadRetrieval(const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<TabRow> rows, ReadTabFile(path, 3));
  Retrieval retrieval;
  absl::flat_hash_map<std::string, int> places;
  for (const TabRow& row : rows) {
    const std::string where = absl::StrCat(path, ":", row.line);
    if (row.fields[0] != "C" && row.fields[0] != "Q") {
      return InvalidField(where, absl::StrCat("begins with ", row.fields[0], ", not with C (candidate) or Q (query)"));
    }
    if (row.fields[0] != "C") continue;
    if (!places.emplace(row.fields[1], static_cast<int>(retrieval.candidates.size())).second) {
      return InvalidField(where, absl::StrCat("is a second candidate with id ", row.fields[1]));
    }
    retrieval.candidates.push_back(row.fields[2]);
  }
  for (const TabRow& row : rows) {
    if (row.fields[0] != "Q") continue;
    const auto gold = places.find(row.fields[1]);
    if (gold == places.end()) {
      return InvalidField(absl::StrCat(path, ":", row.line),
                          absl::StrCat("asks for ", row.fields[1], ", which no candidate has"));
    }
    retrieval.queries.push_back(row.fields[2]);
    retrieval.gold.push_back(gold->second);
  }
  if (retrieval.queries.empty()) return InvalidField(path, "has no queries");
  return retrieval;
}

}  // namespace weft
