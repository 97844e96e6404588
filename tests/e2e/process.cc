#include "tests/e2e/process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>  // NOLINT(build/c++11)

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"

extern char** environ;

namespace weft::e2e {
namespace {

std::vector<char*> Pointers(std::vector<std::string>* strings) {
  std::vector<char*> pointers;
  for (std::string& string : *strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

int ExitCode(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

}  // namespace

std::unique_ptr<Process> Process::Start(const std::vector<std::string>& argv,
                                        const std::vector<std::string>& environment) {
  int out[2];
  int err[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) {
    ADD_FAILURE() << "no pipes";
    return nullptr;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  std::vector<std::string> arguments = argv;
  std::vector<std::string> variables = environment;  // The first of a name counts.
  for (char** variable = environ; *variable != nullptr; ++variable) variables.push_back(*variable);
  posix_spawnattr_t attributes;  // A group of its own, so that what it starts ends with it.
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  pid_t pid = 0;
  const int failed = posix_spawn(&pid, argv[0].c_str(), &actions, &attributes, Pointers(&arguments).data(),
                                 Pointers(&variables).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(out[1]);
  close(err[1]);
  if (failed != 0) {
    close(out[0]);
    close(err[0]);
    ADD_FAILURE() << "cannot start " << argv[0];
    return nullptr;
  }
  std::unique_ptr<Process> process(new Process(pid));
  Process* raw = process.get();
  raw->collectors_.emplace_back([raw, fd = out[0]] { raw->Collect(fd, &raw->out_); });
  raw->collectors_.emplace_back([raw, fd = err[0]] { raw->Collect(fd, &raw->err_); });
  return process;
}

Process::~Process() {
  if (!finished_.has_value()) {
    kill(-pid_, SIGKILL);
    int status = 0;
    waitpid(pid_, &status, 0);
  }
  for (std::thread& collector : collectors_) collector.join();
}

void Process::Collect(int fd, Stream* stream) {
  char buffer[4096];
  for (;;) {
    const ssize_t n = read(fd, buffer, sizeof(buffer));
    if (n < 0 && errno == EINTR) continue;
    MutexLock lock(&mu_);
    if (n > 0) stream->text.append(buffer, n);
    if (n <= 0) stream->ended = true;
    changed_.notify_all();
    if (n <= 0) break;
  }
  close(fd);
}

absl::optional<std::string> Process::WaitForErrLine(const std::string& text, absl::Time deadline) {
  MutexLock lock(&mu_);
  for (;;) {
    std::vector<std::string> lines = absl::StrSplit(err_.text, '\n');
    lines.pop_back();  // Not whole yet.
    for (const std::string& line : lines) {
      if (absl::StrContains(line, text)) return line;
    }
    if (err_.ended || changed_.wait_until(mu_, absl::ToChronoTime(deadline)) == std::cv_status::timeout) {
      return absl::nullopt;
    }
  }
}

absl::optional<Finished> Process::Wait(absl::Time deadline) {
  if (finished_.has_value()) return finished_;
  MutexLock lock(&mu_);
  while (!out_.ended || !err_.ended) {
    if (changed_.wait_until(mu_, absl::ToChronoTime(deadline)) == std::cv_status::timeout) return absl::nullopt;
  }
  // Both ends are closed: the program is ending.
  int status = 0;
  waitpid(pid_, &status, 0);
  finished_ = Finished{ExitCode(status), out_.text, err_.text};
  return finished_;
}

void Process::Signal(int signal) const { kill(pid_, signal); }

Finished RunToEnd(const std::vector<std::string>& argv, const std::vector<std::string>& environment) {
  std::unique_ptr<Process> process = Process::Start(argv, environment);
  if (process == nullptr) return Finished();
  absl::optional<Finished> finished = process->Wait(absl::Now() + absl::Minutes(1));
  if (!finished.has_value()) ADD_FAILURE() << "does not end: " << absl::StrJoin(argv, " ");
  return finished.value_or(Finished());
}

}  // namespace weft::e2e
