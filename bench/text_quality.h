#ifndef WEFT_BENCH_TEXT_QUALITY_H_
#define WEFT_BENCH_TEXT_QUALITY_H_

#include <string>

#include "weft/embedding/lexical_encoder.h"

namespace weft {

struct TextQualityOptions {
  std::string model;      // Empty: DefaultModelPath().
  std::string sts;        // TSV: score, text, text. Empty: left out.
  std::string retrieval;  // TSV: `C` (candidate) or `Q` (query), gold id, text. Empty: left out.
  LexicalEncoderOptions lexical;
  double encoder_share = 0.7;
  bool json = false;      // One document on stdout instead of a table.
  std::string json_file;  // Also writes the document here, unless empty.
};

// Measures how well texts are understood, by encoder, lexical part and blend: Spearman's rank correlation of cosine
// and human score, and the mean reciprocal rank of the gold candidate (ties count half). Prints to stdout.
// Returns the exit code: 0, or 1 after a message on stderr.
int RunTextQuality(const TextQualityOptions& options);

}  // namespace weft

#endif  // WEFT_BENCH_TEXT_QUALITY_H_
