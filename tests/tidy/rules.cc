#include "tests/tidy/rules.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace weft::tidy {
namespace {

// The arrows of DESIGN, with what they lead to (weft/matching -> weft/snapshot -> weft/index …). A folder may always
// include itself.
const std::map<std::string, std::set<std::string>>& Arrows() {
  static const auto& arrows = *new std::map<std::string, std::set<std::string>>([] {
    std::map<std::string, std::set<std::string>> direct = {
        {"weft/base", {}},
        {"weft/profile", {"weft/base"}},
        {"weft/embedding", {"weft/profile"}},
        {"weft/graph", {"weft/base"}},
        {"weft/store", {"weft/base", "weft/profile"}},
        {"weft/index", {"weft/profile", "weft/embedding"}},
        {"weft/snapshot", {"weft/base", "weft/graph", "weft/index"}},
        {"weft/matching", {"weft/snapshot", "weft/store"}},
        {"weft/introductions", {"weft/matching"}},
        {"indexer", {"weft/introductions"}},
        {"service", {"indexer"}},
        {"bench", {"service"}},
        {"cli", {}},
        {"client-examples", {}},
    };
    bool grown = true;
    while (grown) {
      grown = false;
      for (auto& entry : direct) {
        const std::set<std::string> before = entry.second;
        for (const std::string& to : before) entry.second.insert(direct[to].begin(), direct[to].end());
        grown = grown || entry.second.size() != before.size();
      }
    }
    return direct;
  }());
  return arrows;
}

// The folder that arrows are drawn between: "weft/base" of "weft/base/error.h", "cli" of "cli/command.h".
std::string PartOf(absl::string_view path) {
  std::vector<std::string> parts = absl::StrSplit(path, '/');
  if (parts.size() < 2) return "";
  return parts[0] == "weft" && parts.size() > 2 ? absl::StrCat("weft/", parts[1]) : parts[0];
}

bool IsCode(const SourceFile& file) { return file.IsHeader() || file.IsSource(); }
bool IsTest(const SourceFile& file) { return file.IsUnder("tests"); }
bool IsOwnExample(const SourceFile& file) { return file.IsUnder("tests/tidy"); }

std::string Include(absl::string_view line) {
  static const std::regex& include = *new std::regex(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
  std::match_results<absl::string_view::const_iterator> match;
  return std::regex_search(line.begin(), line.end(), match, include) ? match[1].str() : "";
}

using LineCheck = std::string (*)(const SourceFile& file, const std::string& line);  // Empty: fine.

Problems CheckLines(const SourceTree& tree, bool code_only, LineCheck check) {
  Problems problems;
  for (const SourceFile& file : tree) {
    if (IsOwnExample(file)) continue;
    const std::vector<std::string> lines = code_only ? file.CodeLines() : file.Lines();
    for (size_t i = 0; i < lines.size(); ++i) {
      std::string problem = check(file, lines[i]);
      if (!problem.empty()) problems.push_back(absl::StrCat(file.path, ":", i + 1, ": ", problem));
    }
  }
  return problems;
}

// Where an include of ours may not lead. `include` is not empty.
std::string ArrowProblem(const SourceFile& file, const std::string& include) {
  const bool domain = file.IsUnder("weft") || file.IsUnder("indexer");
  if (domain && (absl::StartsWith(include, "grpc") || absl::EndsWith(include, ".grpc.pb.h"))) {
    return absl::StrCat("includes ", include, ": gRPC belongs to service/ and the clients");
  }
  if (absl::StartsWith(include, "weft/v1/") || absl::StartsWith(include, "grpc/health/")) {
    static const std::set<std::string>& resources = *new std::set<std::string>{"weft/v1/member.pb.h",
                                                                               "weft/v1/contact.pb.h",
                                                                               "weft/v1/network.pb.h",
                                                                               "weft/v1/introduction_policy.pb.h",
                                                                               "weft/v1/tie.pb.h",
                                                                               "weft/v1/round.pb.h",
                                                                               "weft/v1/digest.pb.h",
                                                                               "weft/v1/introduction.pb.h",
                                                                               "weft/v1/recommendation.pb.h",
                                                                               "weft/v1/message.pb.h"};
    if (!domain || resources.count(include) > 0) return "";
    return absl::StrCat("includes ", include, ": the domain sees resource messages only");
  }
  const std::string from = PartOf(file.path);
  const std::string to = PartOf(include);
  auto arrows = Arrows().find(from);
  if (arrows == Arrows().end() || from == to) return "";
  if (to == "tests") return absl::StrCat("includes ", include, ": nothing points at tests");
  if (Arrows().count(to) == 0 || arrows->second.count(to) > 0) return "";
  return absl::StrCat("includes ", include, ": there is no arrow ", from, " -> ", to);
}

// Sources that are tested through the interface they serve, by another test than their own. Keep it short: a source
// with an interface of its own has a test of its own.
const std::map<std::string, std::string>& TestedThrough() {
  static const auto& table = *new std::map<std::string, std::string>{
      // The private halves of Store: its tables, log and pool are reached by Store's calls alone.
      {"weft/store/batch_writer.cc", "tests/store/store_write_test.cc"},
      {"weft/store/change_log.cc", "tests/store/store_read_test.cc"},
      {"weft/store/contact_table.cc", "tests/store/store_contact_test.cc"},
      {"weft/store/delta_reader.cc", "tests/store/store_read_test.cc"},
      {"weft/store/introduction_events.cc", "tests/store/introduction_reads_test.cc"},
      {"weft/store/introduction_table.cc", "tests/store/introduction_reads_test.cc"},
      {"weft/store/introduction_writer.cc", "tests/store/introduction_reads_test.cc"},
      {"weft/store/message_bytes.cc", "tests/store/store_write_test.cc"},
      {"weft/store/message_table.cc", "tests/store/message_reads_test.cc"},
      {"weft/store/message_writer.cc", "tests/store/message_reads_test.cc"},
      {"weft/store/network_log.cc", "tests/store/store_write_test.cc"},
      {"weft/store/round_table.cc", "tests/store/round_reads_test.cc"},
      {"weft/store/round_writer.cc", "tests/store/round_reads_test.cc"},
      {"weft/store/member_introduction_reader.cc", "tests/store/introduction_reads_test.cc"},
      {"weft/store/member_table.cc", "tests/store/store_write_test.cc"},
      {"weft/store/network_table.cc", "tests/store/store_write_test.cc"},
      {"weft/store/read_pool.cc", "tests/store/store_concurrency_test.cc"},
      {"weft/store/request_log.cc", "tests/store/store_write_test.cc"},
      {"weft/store/tie_table.cc", "tests/store/store_write_test.cc"},
      // Layout, paths and arrays of a snapshot: written by one call, read back by another.
      {"weft/snapshot/snapshot_arrays.cc", "tests/snapshot/snapshot_publish_test.cc"},
      {"weft/snapshot/snapshot_content.cc", "tests/snapshot/snapshot_publish_test.cc"},
      {"weft/snapshot/snapshot_error.cc", "tests/snapshot/snapshot_corruption_test.cc"},
      {"weft/snapshot/snapshot_layout.cc", "tests/snapshot/snapshot_check_test.cc"},
      {"weft/snapshot/snapshot_paths.cc", "tests/snapshot/current_file_test.cc"},
      {"weft/snapshot/member_settings.cc", "tests/snapshot/network_view_test.cc"},
      // The server's parts: nothing of them can be called but through a served call, so the real service is, in
      // process.
      {"service/call_runner.cc", "tests/service/overload_test.cc"},
      {"service/call_state.cc", "tests/service/overload_test.cc"},
      {"service/unary_call.cc", "tests/service/overload_test.cc"},
      {"service/descriptor_limit.cc", "tests/service/listener_test.cc"},
      {"service/open_connections.cc", "tests/service/listener_test.cc"},
      {"service/follower.cc", "tests/service/reload_test.cc"},
      {"service/ticker.cc", "tests/service/reload_test.cc"},
      {"service/live_network.cc", "tests/service/live_write_test.cc"},
      {"service/network_registry.cc", "tests/service/live_write_test.cc"},
      {"service/text_warmer.cc", "tests/service/live_write_test.cc"},
      {"service/view_delta.cc", "tests/service/live_write_test.cc"},
      {"service/writer.cc", "tests/service/concurrency_test.cc"},
      {"service/health_service.cc", "tests/service/drain_test.cc"},
      {"service/match_query.cc", "tests/service/match_service_test.cc"},
      {"service/contact_update.cc", "tests/service/contact_test.cc"},
      {"service/introduction_access.cc", "tests/service/introduction_service_test.cc"},
      {"service/introduction_feed.cc", "tests/service/introduction_watch_test.cc"},
      {"service/introduction_keeper.cc", "tests/service/introduction_time_test.cc"},
      {"service/introduction_names.cc", "tests/service/introduction_service_test.cc"},
      {"service/introduction_request.cc", "tests/service/bad_introduction_request_test.cc"},
      {"service/introduction_step.cc", "tests/service/introduction_service_test.cc"},
      {"service/request_check.cc", "tests/service/bad_request_test.cc"},
      {"service/math_threads.cc", "tests/service/worker_pool_test.cc"},
      {"service/grpc_log.cc", "tests/service/log_test.cc"},
      {"service/run_server.cc", "tests/e2e/restart_test.cc"},
      // The steps of handing messages out, each with one caller.
      {"service/link_target.cc", "tests/service/message_service_test.cc"},
      {"service/message_claim.cc", "tests/service/message_service_test.cc"},
      {"service/message_contents.cc", "tests/service/message_service_test.cc"},
      {"service/message_request.cc", "tests/service/message_service_test.cc"},
      {"service/network_news.cc", "tests/service/message_service_test.cc"},
      {"service/weekly_keeper.cc", "tests/service/message_service_test.cc"},
      // Checks of single fields, in the words of each caller.
      {"weft/profile/field_check.cc", "tests/profile/profile_test.cc"},
      // One body compiled for several machines: all are held to each other in one test.
      {"weft/embedding/kernel_avx2.cc", "tests/embedding/kernel_test.cc"},
      {"weft/embedding/kernel_avx512.cc", "tests/embedding/kernel_test.cc"},
      {"weft/embedding/kernel_portable.cc", "tests/embedding/kernel_test.cc"},
      {"weft/index/dot_avx2.cc", "tests/index/int8_rows_test.cc"},
      // One message from claim to confirmation, with everything that can happen to it.
      {"client-examples/weekly-email/delivery.cc", "tests/client-examples/weekly-email/mailer_test.cc"},
      // The steps of a build, each with one caller.
      {"indexer/graph_builder.cc", "tests/indexer/snapshot_builder_test.cc"},
      {"indexer/index_choice.cc", "tests/indexer/facet_index_test.cc"},
      {"indexer/member_tables.cc", "tests/indexer/snapshot_builder_test.cc"},
      {"indexer/network_data.cc", "tests/indexer/snapshot_builder_test.cc"},
      {"indexer/phrase_dictionary.cc", "tests/indexer/snapshot_builder_test.cc"},
      // What the commands open and print.
      {"indexer/json_output.cc", "tests/indexer/commands_test.cc"},
      {"indexer/terminal.cc", "tests/indexer/commands_test.cc"},
      {"indexer/workbench.cc", "tests/indexer/commands_test.cc"},
  };
  return table;
}

}  // namespace

Problems CheckArrows(const SourceTree& tree) {
  return CheckLines(tree, true, [](const SourceFile& file, const std::string& line) -> std::string {
    const std::string include = IsCode(file) ? Include(line) : "";
    return include.empty() ? "" : ArrowProblem(file, include);
  });
}

Problems CheckLibraryEdges(const SourceTree& tree) {
  return CheckLines(tree, true, [](const SourceFile& file, const std::string& line) -> std::string {
    if (!IsCode(file) || IsTest(file) || file.IsUnder("bench")) return "";
    const std::string include = Include(line);
    if (absl::StartsWith(include, "faiss/") && file.path != "indexer/faiss_source.cc") {
      return "Faiss belongs to indexer/faiss_source.cc";
    }
    if (include == "sqlite3.h" && !file.IsUnder("weft/store")) return "SQLite belongs to weft/store";
    if (absl::StartsWith(include, "lemon/") && file.path != "weft/introductions/exact_matching.cc") {
      return "LEMON belongs to weft/introductions/exact_matching.cc";
    }
    if (absl::StrContains(include, "igraph")) return "igraph is GPL: for tests only";
    return "";
  });
}

Problems CheckExceptions(const SourceTree& tree) {
  return CheckLines(tree, true, [](const SourceFile& file, const std::string& line) -> std::string {
    static const std::set<std::string>& edges = *new std::set<std::string>{
        "bench/eval/eval_commands.cc",                   // CLI11.
        "cli/weftctl.cc",                                // CLI11 reports wrong usage by exceptions.
        "client-examples/weekly-email/command_line.cc",  // CLI11.
        "indexer/faiss_source.cc",                       // Faiss.
        "indexer/commands.cc",                           // CLI11.
        "service/server_flags.cc",                       // CLI11.
        "weft/embedding/unicode.cc",                     // bad_alloc for a C library that is out of memory.
    };
    static const std::regex& exception = *new std::regex(R"(\b(catch\s*\(|throw\b))");
    if (!IsCode(file) || IsTest(file) || edges.count(file.path) > 0) return "";
    return std::regex_search(line, exception) ? "exceptions stop at the edges of throwing libraries" : "";
  });
}

Problems CheckAbslTypes(const SourceTree& tree) {
  return CheckLines(tree, true, [](const SourceFile& file, const std::string& line) -> std::string {
    static const std::regex& standard = *new std::regex(R"(std::(string_view|optional)\b|<(string_view|optional)>)");
    return file.IsHeader() && std::regex_search(line, standard) ? "use the absl type" : "";
  });
}

Problems CheckTestsMirror(const SourceTree& tree) {
  std::set<std::string> tests;
  for (const SourceFile& file : tree) {
    if (IsTest(file) && absl::EndsWith(file.path, "_test.cc")) tests.insert(file.path);
  }
  auto is_tested = [&tests](const std::string& stem) {  // "tests/store/store"
    const std::string prefix = stem + "_";
    auto first = tests.lower_bound(prefix);
    return first != tests.end() && absl::StartsWith(*first, prefix);
  };
  Problems problems;
  for (const SourceFile& file : tree) {
    if (!file.IsSource() || Arrows().count(PartOf(file.path)) == 0) continue;
    if (absl::EndsWith(file.path, "_main.cc") || absl::EndsWith(file.path, "/main.cc")) continue;  // They only wire.
    if (file.IsUnder("bench")) continue;  // Prints figures; what it measures is tested where it lives.
    auto through = TestedThrough().find(file.path);
    const std::string mirror = absl::StrCat("tests/", absl::StripSuffix(absl::StripPrefix(file.path, "weft/"), ".cc"));
    const std::string stem =
        through == TestedThrough().end() ? mirror : std::string(absl::StripSuffix(through->second, "_test.cc"));
    if (!is_tested(stem)) problems.push_back(absl::StrCat(file.path, ": has no test ", stem, "_test.cc"));
  }
  return problems;
}

Problems CheckNames(const SourceTree& tree) {
  static const std::set<std::string>& catch_all = *new std::set<std::string>{
      "util", "utils", "utility", "utilities", "common", "helper", "helpers", "misc", "stuff"};
  Problems problems;
  for (const SourceFile& file : tree) {
    for (absl::string_view word : absl::StrSplit(file.path, absl::ByAnyChar("/_-."))) {
      if (catch_all.count(absl::AsciiStrToLower(word)) > 0) {
        problems.push_back(absl::StrCat(file.path, ": '", word, "' says nothing: name the noun it holds"));
      }
    }
  }
  return problems;
}

Problems CheckHeaderGuards(const SourceTree& tree) {
  static const std::set<std::string>& unguarded =
      *new std::set<std::string>{"weft/embedding/kernel_body.h"};  // Included once by each kernel, on purpose.
  Problems problems;
  for (const SourceFile& file : tree) {
    if (!file.IsHeader() || unguarded.count(file.path) > 0) continue;
    std::string guard = absl::StrCat("WEFT_",
                                     absl::AsciiStrToUpper(absl::StrReplaceAll(absl::StripPrefix(file.path, "weft/"),
                                                                               {{"/", "_"}, {".", "_"}, {"-", "_"}})),
                                     "_");
    if (!absl::StrContains(file.text, absl::StrCat("#ifndef ", guard, "\n#define ", guard, "\n"))) {
      problems.push_back(absl::StrCat(file.path, ": has no guard ", guard));
    }
  }
  return problems;
}

Problems CheckMachinesAndHosts(const SourceTree& tree) {
  return CheckLines(tree, false, [](const SourceFile& file, const std::string& line) -> std::string {
    if (absl::EndsWith(file.path, ".jsonl")) return "";  // People's own words.
    static const std::regex& machine = *new std::regex(R"((^|[^A-Za-z0-9_./{}$-])/(work|home|root|Users)/)");
    static const std::regex& host = *new std::regex(
        R"((registry\.npmjs|npmjs\.org|pypi\.org|pythonhosted|deb\.debian|proxy\.golang|crates\.io|rubygems\.org))");
    if (std::regex_search(line, machine)) return "names a path of somebody's machine";
    return std::regex_search(line, host) ? "names the host of a package registry" : "";
  });
}

Problems CheckLength(const SourceTree& tree) {
  constexpr int kLinesMax = 450;
  static const std::set<std::string>& longer =
      *new std::set<std::string>{"weft/embedding/kernel_body.h"};  // One body, so that all kernels agree to the bit.
  Problems problems;
  for (const SourceFile& file : tree) {
    const bool is_data = file.IsUnder("samples") || absl::StrContains(file.path, "/testdata/") ||
                         absl::EndsWith(file.path, ".md") || absl::EndsWith(file.path, "lock.json");
    const int lines = static_cast<int>(std::count(file.text.begin(), file.text.end(), '\n'));
    if (is_data || lines <= kLinesMax || longer.count(file.path) > 0) continue;
    problems.push_back(absl::StrCat(file.path, ": ", lines, " lines; at most ", kLinesMax, ": split by noun"));
  }
  return problems;
}

Problems CheckTestsDoNotSleep(const SourceTree& tree) {
  return CheckLines(tree, true, [](const SourceFile& file, const std::string& line) -> std::string {
    static const std::regex& sleep =
        *new std::regex(R"(\b(SleepFor|sleep_for|sleep_until|usleep|nanosleep|sleep)\s*\()");
    return IsTest(file) && IsCode(file) && std::regex_search(line, sleep) ? "wait for a condition, not for time" : "";
  });
}

Problems CheckNothingLeftForLater(const SourceTree& tree) {
  return CheckLines(tree, false, [](const SourceFile& file, const std::string& line) -> std::string {
    static const std::regex& mark = *new std::regex(R"(\b(TODO|FIXME|XXX)\b)");
    return !file.IsUnder("samples") && std::regex_search(line, mark) ? "do it, or file an issue" : "";
  });
}

}  // namespace weft::tidy
