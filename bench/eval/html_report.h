#ifndef WEFT_BENCH_EVAL_HTML_REPORT_H_
#define WEFT_BENCH_EVAL_HTML_REPORT_H_

#include <string>

#include "bench/eval/evaluation.h"

namespace weft {

// One evaluation as one page for people: what was measured, what was found in a few sentences, plots and tables. The
// page needs nothing beside it: no script, no network, plots inside. Light or dark as the reader's system is, and
// readable on a phone. File names are shown, folders are not. Deterministic for a result.
std::string ToHtml(const EvalResult& result);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_HTML_REPORT_H_
