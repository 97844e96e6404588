#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WEEKLY_EMAIL_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WEEKLY_EMAIL_H_

#include <istream>
#include <ostream>

#include "client-examples/weekly-email/command_line.h"
#include "client-examples/weekly-email/timing.h"

namespace weft::weekly_email {

// Where the program reads from and writes to.
struct Streams {
  std::istream* in;   // A mail that came back.
  std::ostream* out;  // Results only.
  std::ostream* err;  // Errors, and one line a message.
};

// Does what the command line asks for; returns the exit code.
int RunWeeklyEmail(const CommandLine& line, const Timing& timing, const Streams& streams);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WEEKLY_EMAIL_H_
