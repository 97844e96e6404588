#include "bench/eval/network_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/profile/member_reader.h"
#include "weft/profile/tie_reader.h"

namespace weft {
namespace {

// Lines named in one message; further ones are counted.
constexpr size_t kLinesNamed = 10;

absl::Status BadFile(const std::string& path, const std::vector<ImportError>& errors, absl::string_view advice) {
  std::string message;
  for (size_t i = 0; i < errors.size() && i < kLinesNamed; ++i) {
    absl::StrAppend(&message, ToLine(path, errors[i]), "\n");
  }
  if (errors.size() > kLinesNamed) {
    absl::StrAppend(&message, path, ": ", errors.size() - kLinesNamed, " more bad lines\n");
  }
  absl::StrAppend(&message, advice);
  return Error(absl::StatusCode::kInvalidArgument, "BAD_EVAL_FILE", message, {{"path", path}});
}

absl::StatusOr<std::vector<v1::Member>> ReadMemberFile(const std::string& path, const NetworkName& name,
                                                       std::vector<std::string>* warnings) {
  std::vector<v1::Member> members;
  std::vector<ImportError> errors;
  WEFT_ASSIGN_OR_RETURN(const ReadSummary summary,
                        ReadMembersFile(
                            path, name, MemberReaderOptions(),
                            [&members](MemberRow row) {
                              members.push_back(std::move(row.member));
                              return absl::OkStatus();
                            },
                            [&errors](ImportError error) { errors.push_back(std::move(error)); }));
  if (!errors.empty()) return BadFile(path, errors, "mend these lines or take them out");
  if (members.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "BAD_EVAL_FILE",
                 absl::StrCat(path, ": holds no member; expected one JSON object a line with an id"), {{"path", path}});
  }
  if (!summary.unknown_keys.empty()) {
    warnings->push_back(absl::StrCat(path, ": unknown keys, not used: ", summary.unknown_keys.ToString()));
  }
  std::sort(members.begin(), members.end(),
            [](const v1::Member& a, const v1::Member& b) { return a.name() < b.name(); });
  return members;
}

// One good row of a tie file between members, in the file's direction.
struct FileTie {
  int64_t line = 0;
  uint32_t from = 0;
  uint32_t to = 0;
  double weight = 1;
  absl::optional<TieTime> time;
};

struct TieFile {
  std::vector<FileTie> ties;
  int64_t self = 0, repeated = 0, unknown = 0;
};

class TieFileReader {
 public:
  TieFileReader(const std::vector<v1::Member>& members, const NetworkName& name, bool directed)
      : name_(name), directed_(directed) {
    for (uint32_t i = 0; i < members.size(); ++i) ordinals_[members[i].name()] = i;
  }

  absl::StatusOr<TieFile> Read(const std::string& path, const std::string& members_path,
                               std::vector<std::string>* warnings) const {
    TieFile file;
    std::vector<ImportError> malformed;
    std::vector<ImportError> left_out;
    TieReaderOptions options;
    options.directed = directed_;
    WEFT_RETURN_IF_ERROR(ReadTiesFile(
                             path, name_,
                             [&](TieRow row) {
                               Add(row, members_path, &file, &left_out);
                               return absl::OkStatus();
                             },
                             [&](ImportError error) {
                               file.self += error.kind == ImportError::Kind::kSelfTie;
                               file.repeated += error.kind == ImportError::Kind::kRepeatedPair;
                               const bool is_malformed = error.kind == ImportError::Kind::kMalformed;
                               (is_malformed ? malformed : left_out).push_back(std::move(error));
                             },
                             options)
                             .status());
    if (!malformed.empty()) return BadFile(path, malformed, "mend these lines or take them out");
    if (file.ties.empty() && file.unknown > 0) {
      return BadFile(path, left_out,
                     absl::StrCat("no tie joins two members of ", members_path, "; name the ties of the same network"));
    }
    for (size_t i = 0; i < left_out.size() && i < kLinesNamed; ++i) {
      warnings->push_back(absl::StrCat(ToLine(path, left_out[i]), "; left out"));
    }
    if (left_out.size() > kLinesNamed) {
      warnings->push_back(absl::StrCat(path, ": ", left_out.size() - kLinesNamed, " more lines left out"));
    }
    return file;
  }

 private:
  void Add(const TieRow& row, const std::string& members_path, TieFile* file,
           std::vector<ImportError>* left_out) const {
    const std::string& from = row.reversed ? row.tie.member_b() : row.tie.member_a();
    const std::string& to = row.reversed ? row.tie.member_a() : row.tie.member_b();
    const auto a = ordinals_.find(from);
    const auto b = ordinals_.find(to);
    if (a == ordinals_.end() || b == ordinals_.end()) {
      const bool first = a == ordinals_.end();
      const std::string& name = first ? from : to;
      left_out->push_back({row.line, first ? "a" : "b",
                           absl::StrCat(name.substr(name.rfind('/') + 1), " is not in ", members_path,
                                        "; add the member or take the line out")});
      ++file->unknown;
      return;
    }
    FileTie tie;
    tie.line = row.line;
    tie.from = a->second;
    tie.to = b->second;
    if (row.tie.weight() > 0) tie.weight = row.tie.weight();
    if (row.tie.has_last_contact()) {
      tie.time =
          TieTime::FromMicros(row.tie.last_contact().seconds() * 1000000 + row.tie.last_contact().nanos() / 1000);
    }
    file->ties.push_back(tie);
  }

  const NetworkName& name_;
  const bool directed_;
  absl::flat_hash_map<std::string, uint32_t> ordinals_;
};

void Merge(const FileTie& tie, RawTie* into) {
  into->weight += tie.weight;
  // Who has no time never decays, and that is the stronger word.
  if (!tie.time.has_value() || !into->time.has_value()) {
    into->time = absl::nullopt;
  } else if (*into->time < *tie.time) {
    into->time = tie.time;
  }
}

absl::Status FillTrain(const TieFile& file, bool directed, ReadNetwork* out) {
  EvalNetwork& network = out->network;
  const size_t n = network.members.size();
  std::vector<std::map<uint32_t, double>> rows(n);
  std::map<std::pair<uint32_t, uint32_t>, RawTie> pairs;
  for (const FileTie& tie : file.ties) {
    rows[tie.from][tie.to] = tie.weight;
    if (!directed) rows[tie.to][tie.from] = tie.weight;
    const std::pair<uint32_t, uint32_t> key = std::minmax(tie.from, tie.to);
    const auto inserted = pairs.emplace(key, RawTie{key.first, key.second, tie.weight, tie.time});
    if (!inserted.second) Merge(tie, &inserted.first->second);
  }
  network.out.resize(n);
  network.in.resize(n);
  network.out_weights.resize(n);
  for (uint32_t i = 0; i < n; ++i) {
    for (const auto& entry : rows[i]) {
      network.out[i].push_back(entry.first);
      network.out_weights[i].push_back(entry.second);
      network.in[entry.first].push_back(i);
    }
  }
  for (const auto& entry : pairs) out->train_ties.push_back(entry.second);
  WEFT_ASSIGN_OR_RETURN(const std::vector<DerivedTie> derived, DeriveTies(out->train_ties, TieStrengthOptions()));
  WEFT_ASSIGN_OR_RETURN(network.train, TieGraph::FromTies(static_cast<uint32_t>(n), derived));
  return absl::OkStatus();
}

void FillTest(const TieFile& file, bool directed, ReadNetwork* out) {
  EvalNetwork& network = out->network;
  network.test.resize(network.members.size());
  const TieGraphView train = network.train.view();
  for (const FileTie& tie : file.ties) {
    if (train.HasTie(tie.from, tie.to)) {
      ++out->counts.test_known;
      continue;
    }
    ++out->counts.test_ties;
    network.test[tie.from].push_back(tie.to);
    if (!directed) network.test[tie.to].push_back(tie.from);
  }
  for (std::vector<uint32_t>& row : network.test) {
    std::sort(row.begin(), row.end());
    out->counts.asked += !row.empty();
  }
}

}  // namespace

std::string MemberIdOf(const v1::Member& member) { return member.name().substr(member.name().rfind('/') + 1); }

absl::StatusOr<ReadNetwork> ReadEvalNetwork(const NetworkFiles& files) {
  WEFT_ASSIGN_OR_RETURN(const NetworkName name, NetworkName::FromId("eval"));
  WEFT_ASSIGN_OR_RETURN(const TieGraph none, TieGraph::FromTies(0, {}));
  ReadNetwork out{EvalNetwork{files.directed, {}, none, {}, {}, {}, {}}, {}, {}, {}};
  WEFT_ASSIGN_OR_RETURN(out.network.members, ReadMemberFile(files.members, name, &out.warnings));
  const TieFileReader reader(out.network.members, name, files.directed);
  WEFT_ASSIGN_OR_RETURN(const TieFile train, reader.Read(files.train, files.members, &out.warnings));
  WEFT_ASSIGN_OR_RETURN(const TieFile test, reader.Read(files.test, files.members, &out.warnings));
  WEFT_RETURN_IF_ERROR(FillTrain(train, files.directed, &out));
  FillTest(test, files.directed, &out);
  NetworkCounts& counts = out.counts;
  counts.members = static_cast<int64_t>(out.network.members.size());
  counts.train_ties = static_cast<int64_t>(out.train_ties.size());
  counts.train_self = train.self;
  counts.train_repeated = train.repeated;
  counts.train_unknown = train.unknown;
  counts.test_self = test.self;
  counts.test_repeated = test.repeated;
  counts.test_unknown = test.unknown;
  if (counts.test_known > 0) {
    out.warnings.push_back(
        absl::StrCat(files.test, ": ", counts.test_known, " ties are in ", files.train, " already; left out"));
  }
  if (counts.test_ties == 0) {
    return Error(absl::StatusCode::kInvalidArgument, "NO_TEST_TIES",
                 absl::StrCat(files.test, ": holds no tie between two members that ", files.train,
                              " lacks, so there is nothing to measure by; name ties of a later time"),
                 {{"path", files.test}});
  }
  return out;
}

}  // namespace weft
