#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "client-examples/weekly-email/stop_signal.h"
#include "client-examples/weekly-email/weekly_email.h"

int main(int argc, char** argv) {
  namespace mail = weft::weekly_email;
  int exit_code = mail::kExitFailure;
  absl::optional<mail::CommandLine> line = mail::ParseCommandLine(
      std::vector<std::string>(argv + 1, argv + argc),
      [](const char* name) -> const char* { return std::getenv(name); }, &std::cout, &std::cerr, &exit_code);
  if (!line.has_value()) return exit_code;
  const mail::Streams streams = {&std::cin, &std::cout, &std::cerr};
  if (line->task != mail::CommandLine::Task::kSend) {
    return mail::RunWeeklyEmail(*line, {absl::Now, [](absl::Duration d) { return absl::SleepFor(d), true; }}, streams);
  }
  // A mail under way is finished before the program stops.
  absl::StatusOr<std::unique_ptr<mail::StopSignal>> stop = mail::StopSignal::Catch();
  if (!stop.ok()) {
    std::cerr << "weft-weekly-email: " << stop.status().message() << "\n";
    return mail::kExitFailure;
  }
  return mail::RunWeeklyEmail(*line, {absl::Now, [&stop](absl::Duration d) { return (*stop)->Pause(d); }}, streams);
}
