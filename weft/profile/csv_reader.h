#ifndef WEFT_PROFILE_CSV_READER_H_
#define WEFT_PROFILE_CSV_READER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <istream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "weft/profile/line_reader.h"

namespace weft {

// Splits a stream into the records of RFC 4180: cells between commas; a cell in double quotes may hold commas, line
// breaks and doubled double quotes. White space around unquoted cells is dropped. Blank lines are skipped. Memory is
// that of one record of at most `bytes_max`. Not thread-safe.
class CsvReader {
 public:
  struct Record {
    int64_t line = 0;  // Where it begins, from 1.
    std::vector<std::string> cells;
    // What is wrong with the record, else empty. Reading goes on in the line after the one it begins in, so that a
    // quote never closed costs one line and not the rest of the file.
    std::string problem;
  };

  // REQUIRES: `in` outlives the reader.
  CsvReader(std::istream* in, size_t bytes_max) : bytes_max_(bytes_max), lines_(in, bytes_max) {}

  // False at the end of the stream or when reading failed.
  bool Next(Record* record);

  // OK unless the stream could not be read to its end.
  absl::Status status() const { return lines_.status(); }

 private:
  struct Pending {
    int64_t number = 0;
    uint64_t size = 0;
    bool too_long = false;
    std::string text;
  };
  // Makes `ahead_` hold at least `count` lines; false if the stream has fewer.
  bool LookAhead(size_t count);

  const size_t bytes_max_;
  LineReader lines_;
  std::deque<Pending> ahead_;  // Read, not yet part of a record.
};

}  // namespace weft

#endif  // WEFT_PROFILE_CSV_READER_H_
