#ifndef WEFT_SERVICE_LOG_H_
#define WEFT_SERVICE_LOG_H_

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/variant.h"

namespace spdlog {
class logger;
}

namespace weft {

// What a log may say of a failure. Of one that lies in what was asked, its code and stable reason: the message may name
// members or repeat what they wrote. Of another, all: the message is the system's or the store's.
std::string FailureText(const absl::Status& status);

// Writes what happens as JSON, one object a line: {"time":…,"level":…,"event":"snapshot loaded","network":"n1"}.
// Never write profiles, queries or display names here: logs outlive the members' word. Thread-safe.
class Log {
 public:
  enum class Level { kDebug, kInfo, kWarning, kError, kOff };
  // "debug", "info", "warning", "error" or "off".
  static absl::StatusOr<Level> ParseLevel(absl::string_view name);

  struct Field {
    Field(absl::string_view n, absl::string_view v) : name(n), value(std::string(v)) {}
    Field(absl::string_view n, const char* v) : name(n), value(std::string(v)) {}
    Field(absl::string_view n, int64_t v) : name(n), value(v) {}
    Field(absl::string_view n, int v) : name(n), value(int64_t{v}) {}
    absl::string_view name;
    absl::variant<std::string, int64_t> value;
  };
  using Fields = std::initializer_list<Field>;

  // To stderr.
  explicit Log(Level level);
  // Gives each line, whole, to `sink`; one at a time.
  Log(Level level, std::function<void(absl::string_view line)> sink);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void Debug(absl::string_view event, Fields fields = {}) const;
  void Info(absl::string_view event, Fields fields = {}) const;
  void Warning(absl::string_view event, Fields fields = {}) const;
  void Error(absl::string_view event, Fields fields = {}) const;

 private:
  void Write(Level level, absl::string_view event, Fields fields) const;
  const std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_LOG_H_
