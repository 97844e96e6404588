#ifndef WEFT_CLI_ROUND_REPORT_TEXT_H_
#define WEFT_CLI_ROUND_REPORT_TEXT_H_

#include <string>

#include "weft/v1/round.pb.h"

namespace weft::cli {

// What came of a round, as a page for a meeting: its figures beside those of the rounds before, who brings
// introductions about, what weavers changed, who needs a hand, lessons. Whole lines.
std::string RoundReportText(const v1::RoundReport& report);

}  // namespace weft::cli

#endif  // WEFT_CLI_ROUND_REPORT_TEXT_H_
