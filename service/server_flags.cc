#include "service/server_flags.h"

#include <sstream>

#include "CLI/CLI.hpp"
#include "weft/embedding/default_model.h"

namespace weft {
namespace {

constexpr char kDescription[] =
    "Serves the networks of a data directory by gRPC (package weft.v1): profiles, ties, recommendations,\n"
    "introductions; and, by HTTP, the pages behind the links in messages to members.\n"
    "Logs one JSON object a line on stderr; the event \"serving\" says that all networks are loaded.\n"
    "Ends on SIGTERM or SIGINT once the calls under way are answered, within 10 seconds.";

constexpr char kFooter[] =
    "Exit status: 0 after SIGTERM or SIGINT, 1 if it cannot serve, 2 for a wrong command line.\n"
    "One server at a time has a data directory (server.lock). weft-indexer may import and build beside it.";

// Names of the levels, as Log::ParseLevel reads them.
const char* const kLevels[] = {"debug", "info", "warning", "error", "off"};

}  // namespace

ServerCommandLine ParseServerFlags(int argc, const char* const* argv) {
  ServerFlags flags;
  flags.server.listen = "127.0.0.1:7700";
  flags.server.http_listen = "127.0.0.1:7780";
  flags.model = DefaultModelPath();
  std::string log_level = "info";

  CLI::App app(kDescription, "weft-server");
  app.footer(kFooter);
  app.set_version_flag("--version", "weft-server " WEFT_VERSION);
  app.add_option("--data", flags.server.data_directory, "Data directory; made if it is missing")
      ->required()
      ->type_name("DIR");
  app.add_option("--listen", flags.server.listen, "Where to take connections; port 0 takes any free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  const CLI::Option* http =
      app.add_option("--http", flags.server.http_listen,
                     "Where to serve the pages behind the links in messages; empty: nowhere. If another program has "
                     "the default port, the server goes on without them")
          ->type_name("ADDRESS:PORT")
          ->capture_default_str();
  app.add_option("--public-url", flags.server.public_url,
                 "Where members reach those pages (https://weft.example.org); links in messages begin with it. Without "
                 "it they work on this machine only")
      ->type_name("URL")
      ->check([](const std::string& url) {
        const bool web = url.rfind("https://", 0) == 0 || url.rfind("http://", 0) == 0;
        return web && url.back() != '/' ? std::string() : "begins with https:// or http:// and ends without a slash";
      });
  app.add_option("--model", flags.model, "The encoder's weights (environment: WEFT_MODEL)")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--connections-max", flags.server.connections_max,
                 "Connections at a time; further ones are closed at once")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  app.add_option("--workers", flags.server.workers, "Threads that answer calls; 0 takes as many as cores")
      ->type_name("N")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--queue-max", flags.server.queue_max,
                 "Calls that may wait for a worker, and writes for the disk; further ones get RESOURCE_EXHAUSTED")
      ->type_name("N")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  app.add_option("--log-level", log_level, "Least level to log")
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(kLevels), std::end(kLevels))))
      ->capture_default_str();

  ServerCommandLine out;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream output;
    // 2 for every mistake; help and version are none.
    out.exit_code = app.exit(error, output, output) == 0 ? 0 : 2;
    out.output = output.str();
    return out;
  }
  absl::StatusOr<Log::Level> level = Log::ParseLevel(log_level);
  flags.log_level = level.value_or(Log::Level::kInfo);  // Checked above.
  flags.server.http_required = http->count() > 0;
  out.flags = flags;
  return out;
}

}  // namespace weft
