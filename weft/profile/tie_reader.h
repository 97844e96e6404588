#ifndef WEFT_PROFILE_TIE_READER_H_
#define WEFT_PROFILE_TIE_READER_H_

#include <cstdint>
#include <functional>
#include <istream>
#include <string>

#include "absl/status/statusor.h"
#include "weft/base/names.h"
#include "weft/profile/import_report.h"
#include "weft/v1/tie.pb.h"

namespace weft {

// A good row of ties.csv.
struct TieRow {
  int64_t line = 0;  // From 1; where the row begins.
  v1::Tie tie;       // Normalized and validated, ends by full name.
  // The row names tie.member_b() first: normalizing puts the smaller id first. Where ties have no direction it means
  // nothing.
  bool reversed = false;
};

struct TieReaderOptions {
  bool directed = false;  // a,b and b,a are two ties: a pair may stand once in each direction.
};

// Reads ties.csv as a stream: a header that names the columns a and b (ids of members) and, if it likes, weight, time
// and kind, in any order; other columns are ignored. Empty cells of weight, time and kind are as if absent: weight 1,
// no decay, no kind. For time see weft/profile/tie_time.h.
//   a,b,weight,time,kind
//   dm-00004,dm-01480,3,2021-08-14,"worked, and travelled, together"
// Good rows go to `on_tie` and what is wrong with bad ones to `on_error`, in the order of the lines. Bad are: another
// number of cells than the header's, bad ids, ties to oneself, weights that are not finite and above 0, times that are
// none, and a pair (in either order, unless `directed`) that a good row had before, which is named with the first line.
// A header without a and b is one error, and nothing else is read; so is an empty file. Whether the members exist is
// not looked at.
// Memory is that of one row of at most kImportLineBytesMax, of the ids and of 16 bytes a pair.
//
// Returns the counts (the header is no row); or FILE_NOT_FOUND, NOT_A_FILE or FILE_FAILED; or whatever status other
// than OK `on_tie` returned, which stops the reading at once.
absl::StatusOr<ReadSummary> ReadTies(std::istream* in, const NetworkName& network,
                                     const std::function<absl::Status(TieRow)>& on_tie,
                                     const std::function<void(ImportError)>& on_error,
                                     const TieReaderOptions& options = TieReaderOptions());
absl::StatusOr<ReadSummary> ReadTiesFile(const std::string& path, const NetworkName& network,
                                         const std::function<absl::Status(TieRow)>& on_tie,
                                         const std::function<void(ImportError)>& on_error,
                                         const TieReaderOptions& options = TieReaderOptions());

}  // namespace weft

#endif  // WEFT_PROFILE_TIE_READER_H_
