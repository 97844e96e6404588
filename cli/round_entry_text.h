#ifndef WEFT_CLI_ROUND_ENTRY_TEXT_H_
#define WEFT_CLI_ROUND_ENTRY_TEXT_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "weft/v1/round.pb.h"

namespace weft::cli {

// The entries of a round, for a weaver: entry and kind in columns, who, and below it why in one line. With `reasons`
// everything that is told to each of them instead. Whole lines.
std::string RoundEntriesText(const google::protobuf::RepeatedPtrField<v1::RoundEntry>& entries, bool reasons);

// Why these, the strongest of what they can say to each other: "Leila looks for “a workshop”, Amara offers “seed
// saving”". Empty if nothing is said.
std::string WhyInOneLine(const v1::RoundEntry& entry);

// What a weaver did to an entry, or what kept it from opening; empty for one that stands as it was planned.
std::string StandingText(const v1::RoundEntry& entry);

// "Amara, seed saver (fn-amara) + Leila, librarian (fn-leila)"
std::string WhoText(const v1::RoundEntry& entry);

}  // namespace weft::cli

#endif  // WEFT_CLI_ROUND_ENTRY_TEXT_H_
