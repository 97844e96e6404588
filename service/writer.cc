#include "service/writer.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "service/math_threads.h"
#include "weft/base/error.h"

namespace weft {
namespace {

// How often mutations are made anew because another process changed what they depend on.
constexpr int kConflictsMax = 10;

WriteBatch BatchOf(const WriteJob& job, std::vector<Mutation> mutations) {
  WriteBatch batch;
  batch.caller = job.caller;
  batch.request_id = job.request_id;
  batch.request_fingerprint = job.request_fingerprint;
  batch.mutations = std::move(mutations);
  return batch;
}

}  // namespace

Writer::Writer(Store* store, NetworkRegistry* registry, const Log* log, const Options& options)
    : store_(store), registry_(registry), log_(log), options_(options) {
  assert(options.queue_max > 0);
  assert(options.group_max > 0);
  thread_ = std::thread([this] { Work(); });
}

Writer::~Writer() { Stop(); }

void Writer::Submit(WriteJob job) {
  absl::Status refusal;
  {
    MutexLock lock(&mu_);
    if (stopped_) {
      refusal = Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "the server is shutting down");
    } else if (queue_.size() >= static_cast<size_t>(options_.queue_max)) {
      refusal = Error(absl::StatusCode::kResourceExhausted, "QUEUE_FULL",
                      absl::StrCat(options_.queue_max, " writes are waiting already; try again later"));
    } else {
      queue_.push_back({std::move(job)});
    }
  }
  if (refusal.ok()) {
    ready_.notify_one();
  } else {
    job.done(refusal);
  }
}

void Writer::Stop() {
  {
    MutexLock lock(&mu_);
    stopped_ = true;
  }
  ready_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Writer::Work() {
  UseOneMathThread();
  for (;;) {
    std::vector<Entry> group = TakeGroup();
    if (group.empty()) return;
    Commit(std::move(group));
  }
}

std::vector<Writer::Entry> Writer::TakeGroup() {
  MutexLock lock(&mu_);
  while (queue_.empty() && !stopped_) ready_.wait(mu_);
  std::vector<Entry> group;
  absl::flat_hash_set<std::string> subjects;
  std::deque<Entry> later;  // Wait for one of their own subject, and come before all that came after them.
  while (!queue_.empty() && group.size() < static_cast<size_t>(options_.group_max)) {
    const WriteJob& next = queue_.front().job;
    if (next.alone && !group.empty()) break;
    const bool alone = next.alone;
    const bool first = next.subject.empty() || subjects.insert(absl::StrCat(next.network, "/", next.subject)).second;
    (first ? group.emplace_back() : later.emplace_back()) = std::move(queue_.front());
    queue_.pop_front();
    if (alone) break;
  }
  for (; !later.empty(); later.pop_back()) queue_.push_front(std::move(later.back()));
  return group;
}

void Writer::Commit(std::vector<Entry> group) {
  std::vector<Entry> entries;
  std::vector<WriteBatch> batches;
  for (Entry& entry : group) {
    const absl::Status wanted = entry.job.checkpoint();
    if (!wanted.ok()) {
      entry.job.done(wanted);
      continue;
    }
    absl::StatusOr<std::vector<Mutation>> mutations = entry.job.mutations();
    if (!mutations.ok()) {
      const absl::StatusOr<ApplyResult> first = FirstResultOr(mutations.status(), entry.job);
      Finish(std::move(entry), first);
      continue;
    }
    batches.push_back(BatchOf(entry.job, *std::move(mutations)));
    entries.push_back(std::move(entry));
  }
  if (batches.empty()) return;

  const std::vector<absl::StatusOr<ApplyResult>> results = store_->ApplyGroup(batches);
  assert(results.size() == entries.size());
  absl::flat_hash_map<std::string, int64_t> sequences;  // By network.
  for (size_t i = 0; i < results.size(); ++i) {
    if (!results[i].ok()) continue;
    int64_t& sequence = sequences[entries[i].job.network];
    sequence = std::max(sequence, results[i]->sequence);
  }
  absl::flat_hash_map<std::string, absl::Status> visible;
  for (const auto& entry : sequences) {
    absl::Status status = registry_->MakeVisible(entry.first, entry.second);
    if (!status.ok()) {
      log_->Error("a commit cannot be shown yet", {{"network", entry.first}, {"reason", status.ToString()}});
    }
    visible[entry.first] = std::move(status);
  }
  for (size_t i = 0; i < results.size(); ++i) {
    absl::StatusOr<ApplyResult> result = results[i];
    if (result.ok()) {
      const absl::Status& shown = visible[entries[i].job.network];
      // Committed all the same; the follower shows it as soon as it can, and a repeat of the request does no harm.
      if (!shown.ok()) result = Error(absl::StatusCode::kUnavailable, "WRITE_NOT_VISIBLE_YET", shown.message());
    }
    Finish(std::move(entries[i]), result);
  }
}

absl::StatusOr<ApplyResult> Writer::FirstResultOr(const absl::Status& failure, const WriteJob& job) {
  if (job.request_id.empty()) return failure;
  // The store looks for the request before it looks at the mutations. This one can never be carried out: no member has
  // such an etag.
  PutMemberMutation never;
  never.network = job.network;
  never.member_id = "-";
  never.member.set_etag("-");
  never.expect = PutMemberMutation::Expect::kEtag;
  absl::StatusOr<ApplyResult> first = store_->Apply(BatchOf(job, {never}));
  if (first.ok() && first->repeated) return first;
  const absl::optional<ErrorDetail> detail = DetailOf(first.status());
  const bool reused = detail.has_value() && detail->reason == "REQUEST_ID_REUSED";
  return reused ? first.status() : failure;
}

void Writer::Finish(Entry entry, const absl::StatusOr<ApplyResult>& result) {
  if (result.ok()) {
    entry.job.done(entry.job.answer ? entry.job.answer(*result) : absl::OkStatus());
    return;
  }
  if (absl::IsAborted(result.status()) && entry.job.retry_conflicts && entry.conflicts < kConflictsMax) {
    ++entry.conflicts;
    MutexLock lock(&mu_);
    queue_.push_front(std::move(entry));
    return;
  }
  entry.job.done(result.status());
}

}  // namespace weft
