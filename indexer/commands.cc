#include "indexer/commands.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "indexer/build_text.h"
#include "indexer/faiss_source.h"
#include "indexer/importer.h"
#include "indexer/json_output.h"
#include "indexer/snapshot_verifier.h"
#include "indexer/terminal.h"
#include "indexer/text_file_embedding.h"
#include "indexer/watcher.h"
#include "indexer/workbench.h"
#include "weft/base/error.h"
#include "weft/profile/tie_time.h"

namespace weft {
namespace {

constexpr char kFooter[] =
    "Exit status: 0 ok, 1 if it failed or a line of an import was bad, 2 for a wrong command line.\n"
    "Examples:\n"
    "  weft-indexer import --data DIR --network food --members members.jsonl --ties ties.csv\n"
    "  weft-indexer build --data DIR --network food\n"
    "  weft-indexer verify --data DIR\n";

// All flags of all commands; each command reads its own.
struct Flags {
  std::string data;
  std::string network;
  std::string members;
  std::string ties;
  std::string unspoken;
  std::string as_of;
  std::string in;
  std::string out;
  bool strict = false;
  bool dry_run = false;
  bool json = false;
};

absl::StatusOr<std::unique_ptr<Workbench>> OpenWorkbench(const Flags& flags, bool create,
                                                         const CommandEnvironment& environment) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Embedder> embedder, environment.load_embedder());
  return Workbench::Open(flags.data, create, std::move(embedder));
}

absl::optional<v1::Policy::Unspoken> UnspokenOf(const std::string& word) {
  if (word == "ask") return v1::Policy::UNSPOKEN_ASK_FIRST;
  if (word == "show") return v1::Policy::UNSPOKEN_SHOW;
  if (word == "hide") return v1::Policy::UNSPOKEN_HIDE;
  return absl::nullopt;
}

void PrintImport(const Flags& flags, const ImportResult& result) {
  if (flags.json) {
    std::cout << ToJson(flags.network, result);
    return;
  }
  if (!flags.members.empty()) {
    for (const std::string& line : ToLines(result.members)) std::cout << line << "\n";
  }
  if (!flags.ties.empty()) {
    for (const std::string& line : ToLines(result.ties)) std::cout << line << "\n";
  }
  if (result.network_created) std::cout << "network " << flags.network << (result.written ? " created\n" : " is new\n");
  if (!result.written) std::cout << "nothing was written\n";
}

absl::StatusOr<ImportResult> Import(const Flags& flags, const CommandEnvironment& environment,
                                    const ImportOptions& options) {
  WEFT_ASSIGN_OR_RETURN(const NetworkName network, NetworkName::FromId(flags.network));
  if (!options.dry_run) {
    WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<Workbench> bench, OpenWorkbench(flags, /*create=*/true, environment));
    return Importer(bench->store(), &bench->embedder(), network).Run(options);
  }
  // A dry run makes no store; where there is none, an empty one elsewhere stands for it.
  std::string directory = flags.data;
  std::string temporary = (std::filesystem::temp_directory_path() / "weft-dry-run-XXXXXX").string();
  absl::Cleanup remove_temporary = [&temporary] {
    std::error_code ignored;
    std::filesystem::remove_all(temporary, ignored);
  };
  if (!std::filesystem::exists(absl::StrCat(flags.data, "/weft.db"))) {
    if (mkdtemp(&temporary[0]) == nullptr) return absl::InternalError(absl::StrCat("cannot make ", temporary));
    directory = temporary;
  }
  const SystemClock clock;
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<Store> store, Store::Open(directory, &clock, Store::Options()));
  return Importer(store.get(), nullptr, network).Run(options);
}

int RunImport(const Flags& flags, const CommandEnvironment& environment) {
  ProgressBar bar;
  ImportOptions options;
  options.members_path = flags.members;
  options.ties_path = flags.ties;
  options.unspoken = UnspokenOf(flags.unspoken);
  options.strict = flags.strict;
  options.dry_run = flags.dry_run;
  options.progress = bar.callback();
  const absl::StatusOr<ImportResult> result = Import(flags, environment, options);
  bar.Erase();
  if (!result.ok()) return Fail(result.status());
  PrintImport(flags, *result);
  if (result->unspoken_disregarded) {
    Warn(absl::StrCat("network ", flags.network, " was there already and its policy stays; --unspoken ", flags.unspoken,
                      " was disregarded"));
  }
  return result->AllGood() ? 0 : 1;
}

// The point in time that --as-of names, written as times of ties are.
absl::StatusOr<absl::Time> AsOf(const std::string& text) {
  v1::Tie tie;
  WEFT_RETURN_IF_ERROR(ParseTieTime(text, &tie, "--as-of"));
  if (tie.has_last_contact()) {
    return absl::FromUnixSeconds(tie.last_contact().seconds()) + absl::Nanoseconds(tie.last_contact().nanos());
  }
  return InvalidField("--as-of", "is the number of a period, not a point in time");
}

absl::StatusOr<BuildResult> Build(const Flags& flags, const CommandEnvironment& environment, ProgressBar* bar) {
  WEFT_RETURN_IF_ERROR(NetworkName::FromId(flags.network).status());
  BuildOptions options;
  options.threads = CoreCount();
  options.progress = bar->callback();
  options.matching = environment.matching;
  if (!flags.as_of.empty()) {
    WEFT_ASSIGN_OR_RETURN(options.as_of, AsOf(flags.as_of));
  }
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<Workbench> bench, OpenWorkbench(flags, /*create=*/false, environment));
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<FileLock> lock, AcquireBuildLock(flags.data));
  return BuildAndPublish(flags.data, *bench->store(), flags.network, bench->embedder(), bench->clock(), options);
}

int RunBuild(const Flags& flags, const CommandEnvironment& environment) {
  ProgressBar bar;
  const absl::StatusOr<BuildResult> result = Build(flags, environment, &bar);
  bar.Erase();
  if (!result.ok()) return Fail(result.status());
  for (const std::string& warning : result->warnings) Warn(warning);
  if (flags.json) {
    std::cout << ToJson(*result);
    return 0;
  }
  std::cout << BuildLine(*result) << "\n";
  for (const std::string& line : ClusterLines(result->graph)) std::cout << line << "\n";
  return 0;
}

int RunVerify(const Flags& flags) {
  std::vector<VerifiedSnapshot> verified;
  const absl::Status status = VerifySnapshots(flags.data, flags.network, &verified);
  if (flags.json) {
    std::cout << ToJson(verified, status);
  } else {
    for (const VerifiedSnapshot& snapshot : verified) {
      std::cout << snapshot.network << " " << snapshot.version << (snapshot.current ? " (current)" : "") << ": "
                << snapshot.bytes << " bytes, good\n";
    }
    if (verified.empty() && status.ok()) std::cout << "no snapshots in " << flags.data << "\n";
  }
  return status.ok() ? 0 : Fail(status);
}

// Everything a build does can be cut short at any time: nothing half-done is ever published.
void EndAtOnce(int) { _exit(0); }

int RunWatch(const Flags& flags, const CommandEnvironment& environment) {
  constexpr absl::Duration kBetweenLooks = absl::Seconds(1);
  std::signal(SIGTERM, EndAtOnce);
  std::signal(SIGINT, EndAtOnce);
  ProgressBar bar;
  BuildOptions options;
  options.threads = CoreCount();
  options.progress = bar.callback();
  options.matching = environment.matching;
  const absl::StatusOr<std::unique_ptr<Workbench>> bench = OpenWorkbench(flags, /*create=*/false, environment);
  if (!bench.ok()) return Fail(bench.status());
  Watcher watcher(flags.data, (*bench)->store(), &(*bench)->embedder(), &(*bench)->clock(), options);
  for (;;) {
    const absl::Status status = watcher.Poll([&bar](const WatchEvent& event) {
      bar.Erase();
      if (!event.result.ok()) {
        Warn(absl::StrCat("network ", event.network, " could not be built: ", event.result.status().message()));
        return;
      }
      std::cerr << "weft-indexer: " << event.changed << " members changed; " << BuildLine(*event.result) << std::endl;
      for (const std::string& line : ClusterLines(event.result->graph)) std::cerr << "  " << line << std::endl;
    });
    // A store that is busy or out of descriptors may be better in a second; a damaged one will not.
    if (absl::IsDataLoss(status)) return Fail(status);
    if (!status.ok()) Warn(status.message());
    absl::SleepFor(kBetweenLooks);
  }
}

int RunEmbed(const Flags& flags, const CommandEnvironment& environment) {
  const absl::StatusOr<std::unique_ptr<Embedder>> embedder = environment.load_embedder();
  if (!embedder.ok()) return Fail(embedder.status());
  ProgressBar bar;
  const ParallelEmbedder parallel(embedder->get(), CoreCount());
  const absl::StatusOr<uint64_t> rows = EmbedTextFile(parallel, flags.in, flags.out, bar.callback());
  bar.Erase();
  if (!rows.ok()) return Fail(rows.status());
  if (flags.json) {
    std::cout << absl::StrFormat("{\n  \"row_count\": %d,\n  \"dimension\": %d,\n  \"embedder\": \"%s\"\n}\n", *rows,
                                 (*embedder)->dimension(), (*embedder)->fingerprint());
  } else {
    std::cout << *rows << " rows of " << (*embedder)->dimension() << " float32 in " << flags.out << "\n";
  }
  return 0;
}

}  // namespace

int RunCommands(int argc, const char* const* argv, const CommandEnvironment& environment) {
  Flags flags;
  CLI::App app("Brings members and ties into Weft and builds the snapshots that its server reads.", "weft-indexer");
  app.require_subcommand(0, 1);
  app.footer(kFooter);
  app.set_version_flag("--version", "weft-indexer " WEFT_VERSION);
  const auto add_data = [&flags](CLI::App* command) {
    command->add_option("--data", flags.data, "Data directory: holds weft.db, snapshots/ and cache/")
        ->required()
        ->type_name("DIR");
  };
  const auto add_json = [&flags](CLI::App* command) {
    command->add_flag("--json", flags.json, "Print the result as one JSON document");
  };

  CLI::App* import = app.add_subcommand("import", "Bring members.jsonl and ties.csv into the store");
  add_data(import);
  import->add_option("--network", flags.network, "Id of the network; made if missing")->required()->type_name("ID");
  import->add_option("--members", flags.members, "members.jsonl: one object a line, only id is required")
      ->required()
      ->type_name("FILE");
  import->add_option("--ties", flags.ties, "ties.csv: header a,b and optionally weight,time,kind")->type_name("FILE");
  import
      ->add_option("--unspoken", flags.unspoken,
                   "For a new network, what it means that a member has not said yes or no: ask (first, the default), "
                   "show (they agreed elsewhere; recorded as your statement) or hide")
      ->check(CLI::IsMember({"ask", "show", "hide"}));
  import->add_flag("--strict", flags.strict, "Unknown keys are errors; import nothing if any line is bad");
  import->add_flag("--dry-run", flags.dry_run, "Say what an import would do, and write nothing");
  add_json(import);

  CLI::App* build = app.add_subcommand("build", "Build the snapshot of a network from the store and publish it");
  add_data(build);
  build->add_option("--network", flags.network, "Id of the network")->required()->type_name("ID");
  build
      ->add_option("--as-of", flags.as_of,
                   "Ties decay up to this time: RFC 3339 or Unix seconds; default: the newest tie time")
      ->type_name("TIME");
  add_json(build);

  CLI::App* verify = app.add_subcommand("verify",
                                        "Check every file under snapshots/; exit 1 on the first bad or "
                                        "unknown one, and name it");
  add_data(verify);
  verify->add_option("--network", flags.network, "Only this network")->type_name("ID");
  add_json(verify);

  CLI::App* watch = app.add_subcommand("watch",
                                       "Rebuild a network's snapshot whenever 5 % of its members, or 50,000, "
                                       "have changed; until SIGTERM");
  add_data(watch);

  CLI::App* embed = app.add_subcommand("embed", "Embed a text file: one row of float32 a line (an empty line: zeros)");
  embed->add_option("--in", flags.in, "Text file, one text a line")->required()->type_name("FILE");
  embed->add_option("--out", flags.out, "File of little-endian float32 rows")->required()->type_name("FILE");
  add_json(embed);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e, std::cout, std::cerr) == 0 ? 0 : 2;
  }
  // Not left to CLI11, which would say the same to a command it does not know.
  if (app.get_subcommands().empty()) {
    std::cerr
        << "A command is required: import, build, verify, watch or embed.\nRun with --help for more information.\n";
    return 2;
  }
  if (*import) return RunImport(flags, environment);
  if (*verify) return RunVerify(flags);
  if (*embed) return RunEmbed(flags, environment);
  const absl::Status cpu = FaissSource::CheckCpu();
  if (!cpu.ok()) return Fail(cpu);
  return *build ? RunBuild(flags, environment) : RunWatch(flags, environment);
}

}  // namespace weft
