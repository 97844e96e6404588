#ifndef WEFT_CLI_TIE_RECORD_H_
#define WEFT_CLI_TIE_RECORD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "weft/v1/tie.pb.h"

namespace weft::cli {

// Which column of ties.csv is where; -1 for those it lacks.
struct TieColumns {
  int a = -1;
  int b = -1;
  int weight = -1;
  int time = -1;
  int kind = -1;
};

// Splits a line of CSV; fields may be in double quotes, with "" for a quote inside. Quoted line breaks are not known.
absl::StatusOr<std::vector<std::string>> SplitCsvLine(absl::string_view line);

// Reads the header: `a` and `b` are required, in any order; other columns are ignored.
absl::StatusOr<TieColumns> ParseTieHeader(absl::string_view line);

// Reads one line below it; ids become members of `network` ("networks/food"). Ids, weights and kinds are judged by the
// server; a weight that is no number and a time that is no time are refused here.
absl::StatusOr<v1::Tie> ParseTieLine(absl::string_view line, const TieColumns& columns, absl::string_view network);

// Sets when two members were last in contact: an RFC 3339 date or date-time, Unix seconds, or, below a million, the
// number of a period.
absl::Status SetTieTime(absl::string_view text, v1::Tie* tie);

}  // namespace weft::cli

#endif  // WEFT_CLI_TIE_RECORD_H_
