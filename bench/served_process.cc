#include "bench/served_process.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"

namespace weft {
namespace {

// Reads one line, without its end; false at the end of the stream.
bool ReadLine(int fd, std::string* line) {
  line->clear();
  char c;
  while (read(fd, &c, 1) == 1) {
    if (c == '\n') return true;
    line->push_back(c);
  }
  return !line->empty();
}

std::string ValueOf(const std::string& line, const std::string& key) {
  const std::string mark = absl::StrCat("\"", key, "\":\"");
  const size_t begin = line.find(mark);
  if (begin == std::string::npos) return "";
  const size_t from = begin + mark.size();
  return line.substr(from, line.find('"', from) - from);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ServedProcess>> ServedProcess::Start(const std::string& server,
                                                                    const std::string& data) {
  int log[2];
  if (pipe(log) != 0) return absl::InternalError("cannot make a pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, log[1], STDERR_FILENO);
  posix_spawn_file_actions_addclose(&actions, log[0]);
  std::vector<std::string> words = {server, "--data", data, "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"};
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t pid = 0;
  const absl::Time begin = absl::Now();
  const int error = posix_spawn(&pid, server.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(log[1]);
  if (error != 0) {
    close(log[0]);
    return absl::NotFoundError(absl::StrCat("cannot start ", server));
  }
  std::string line;
  std::string last;
  while (ReadLine(log[0], &line)) {
    if (ValueOf(line, "event") == "serving") {
      return std::unique_ptr<ServedProcess>(
          new ServedProcess(pid, log[0], ValueOf(line, "address"), absl::Now() - begin));
    }
    last = line;
  }
  close(log[0]);
  waitpid(pid, nullptr, 0);
  return absl::UnavailableError(absl::StrCat("the server does not serve: ", last));
}

ServedProcess::~ServedProcess() {
  kill(pid_, SIGTERM);
  close(log_);
  waitpid(pid_, nullptr, 0);
}

int64_t ServedProcess::ResidentKib() const {
  std::ifstream in(absl::StrCat("/proc/", pid_, "/status"));
  for (std::string line; std::getline(in, line);) {
    if (!absl::StartsWith(line, "VmRSS:")) continue;
    int64_t kib = 0;
    for (absl::string_view word : absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty())) {
      if (absl::SimpleAtoi(word, &kib)) return kib;
    }
  }
  return 0;
}

}  // namespace weft
