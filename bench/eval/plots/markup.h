#ifndef WEFT_BENCH_EVAL_PLOTS_MARKUP_H_
#define WEFT_BENCH_EVAL_PLOTS_MARKUP_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft {

// `text` as it must stand in HTML and XML, between tags and between quotes alike. Control characters that XML does not
// know are left out.
std::string EscapeMarkup(absl::string_view text);

// How wide a line of text is at most, in the units of `font_size`, in the fonts that pages ask for. An estimate by the
// number of characters: there is no font to ask.
double TextWidth(absl::string_view text, double font_size);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_PLOTS_MARKUP_H_
