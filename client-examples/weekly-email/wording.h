#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WORDING_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WORDING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_field.h"
#include "google/protobuf/timestamp.pb.h"

// How numbers, days and lists are put into words.
namespace weft::weekly_email {

// "Amara", "Amara and Tuuli", "Amara, Tuuli and Johan"; "" for none. Names that hold a comma are parted by semicolons.
std::string InWords(const std::vector<std::string>& items);

// Phrases as they stand in a profile: "grafting courses; surplus apples".
std::string Phrases(const google::protobuf::RepeatedPtrField<std::string>& phrases);

// "1 member", "12 members", "1,204 members".
std::string Counted(int64_t count, absl::string_view one, absl::string_view many);

// "Sunday, 6 December", as it is called where the reader lives. `timezone` is an IANA name; unknown ones mean UTC.
std::string Day(const google::protobuf::Timestamp& time, const std::string& timezone);

// "6 December 2026", likewise.
std::string Date(const google::protobuf::Timestamp& time, const std::string& timezone);

// A name that fits a subject: blanks for control characters, at most 60 letters, "…" where it is cut.
std::string ShortName(absl::string_view name);

// "seed-stewards" reads "seed stewards".
std::string CircleInWords(absl::string_view circle);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WORDING_H_
