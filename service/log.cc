#include "service/log.h"

#include <mutex>  // NOLINT(build/c++11): spdlog's sinks ask for it.

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "spdlog/pattern_formatter.h"
#include "spdlog/sinks/base_sink.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"
#include "weft/base/error.h"

namespace weft {
namespace {

class FunctionSink : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit FunctionSink(std::function<void(absl::string_view)> function) : function_(std::move(function)) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    function_(absl::string_view(line.data(), line.size()));
  }
  void flush_() override {}

 private:
  const std::function<void(absl::string_view)> function_;
};

spdlog::level::level_enum ToSpdlog(Log::Level level) {
  switch (level) {
    case Log::Level::kDebug:
      return spdlog::level::debug;
    case Log::Level::kInfo:
      return spdlog::level::info;
    case Log::Level::kWarning:
      return spdlog::level::warn;
    case Log::Level::kError:
      return spdlog::level::err;
    case Log::Level::kOff:
      break;
  }
  return spdlog::level::off;
}

std::unique_ptr<spdlog::logger> Build(Log::Level level, spdlog::sink_ptr sink) {
  auto logger = std::make_unique<spdlog::logger>("weft", std::move(sink));
  logger->set_level(ToSpdlog(level));
  logger->flush_on(spdlog::level::debug);
  // The message is the rest of the object; see Write.
  logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
      R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc));
  return logger;
}

std::string Json(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string FailureText(const absl::Status& status) {
  const absl::optional<ErrorDetail> detail = DetailOf(status);
  const bool about_request = absl::IsInvalidArgument(status) || absl::IsNotFound(status) ||
                             absl::IsFailedPrecondition(status) || absl::IsAlreadyExists(status) ||
                             absl::IsAborted(status);
  if (!about_request || !detail.has_value()) return status.ToString();
  return absl::StrCat(absl::StatusCodeToString(status.code()), ": ", detail->reason);
}

absl::StatusOr<Log::Level> Log::ParseLevel(absl::string_view name) {
  if (name == "debug") return Level::kDebug;
  if (name == "info") return Level::kInfo;
  if (name == "warning") return Level::kWarning;
  if (name == "error") return Level::kError;
  if (name == "off") return Level::kOff;
  return InvalidField("log-level", absl::StrCat("is ", name, "; expected debug, info, warning, error or off"));
}

Log::Log(Level level) : logger_(Build(level, std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}
Log::Log(Level level, std::function<void(absl::string_view line)> sink)
    : logger_(Build(level, std::make_shared<FunctionSink>(std::move(sink)))) {}
Log::~Log() = default;

void Log::Debug(absl::string_view event, Fields fields) const { Write(Level::kDebug, event, fields); }
void Log::Info(absl::string_view event, Fields fields) const { Write(Level::kInfo, event, fields); }
void Log::Warning(absl::string_view event, Fields fields) const { Write(Level::kWarning, event, fields); }
void Log::Error(absl::string_view event, Fields fields) const { Write(Level::kError, event, fields); }

void Log::Write(Level level, absl::string_view event, Fields fields) const {
  if (!logger_->should_log(ToSpdlog(level))) return;
  std::string line = absl::StrCat("\"event\":", Json(std::string(event)));
  for (const Field& field : fields) {
    const nlohmann::json value = absl::visit([](const auto& v) -> nlohmann::json { return v; }, field.value);
    absl::StrAppend(&line, ",", Json(std::string(field.name)), ":", Json(value));
  }
  logger_->log(ToSpdlog(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace weft
