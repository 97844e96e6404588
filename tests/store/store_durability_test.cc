#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/introduction_fixture.h"

namespace weft {
namespace {

// Sent over a pipe: small enough to be written whole.
struct Acknowledgement {
  int64_t first = 0;     // Members m{first} … were written,
  int64_t count = 0;     // this many,
  int64_t sequence = 0;  // and the last change had this number.
};

std::string IdOf(int64_t number) { return absl::StrCat("m", number); }

// Writes members in groups, for ever, and acknowledges each batch; a tie joins each member to the one before. Each
// batch introduces its first two members and tells the first.
[[noreturn]] void WriteForEver(const std::string& directory, int out, int64_t next) {
  FakeClock clock;
  absl::StatusOr<std::unique_ptr<Store>> store = Store::Open(directory, &clock, {});
  if (!store.ok()) _exit(1);
  for (;;) {
    std::vector<WriteBatch> group;
    std::vector<Acknowledgement> acknowledgements;
    for (int batch = 0; batch < 3; ++batch) {
      std::vector<Mutation> mutations;
      const int64_t first = next;
      for (; next < first + 4; ++next) {
        mutations.push_back(PutMember(IdOf(next), std::string(300, 'x')));
        if (next > 0) mutations.push_back(PutTie(IdOf(next - 1), IdOf(next)));
      }
      mutations.push_back(Introduce(IdOf(first), {IdOf(first), IdOf(first + 1)}));
      PutMessageMutation tell;
      tell.network = "n";
      tell.message.occasion = IdOf(first);
      tell.message.recipients = {{0, IdOf(first), false}};
      mutations.push_back(tell);
      group.push_back(Batch(std::move(mutations), absl::StrCat("r", first)));
      acknowledgements.push_back({first, next - first, 0});
    }
    std::vector<absl::StatusOr<ApplyResult>> results = (*store)->ApplyGroup(group);
    for (size_t i = 0; i < results.size(); ++i) {
      if (!results[i].ok()) _exit(2);
      acknowledgements[i].sequence = results[i]->sequence;
      if (write(out, &acknowledgements[i], sizeof(Acknowledgement)) != sizeof(Acknowledgement)) _exit(3);
    }
  }
}

class StoreDurabilityTest : public StoreFixture {};

TEST_F(StoreDurabilityTest, AcknowledgedWritesSurviveKill) {
  ASSERT_OK(store_->Apply(Batch({CreateNetwork()})));
  int64_t members = 0;
  int64_t sequence = 1;
  for (int round = 0; round < 8; ++round) {
    store_.reset();
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      WriteForEver(dir_.path(), ends[1], members);
    }
    close(ends[1]);
    // Wait for some, kill it wherever it is, then read what it still said.
    int received = 0;
    Acknowledgement acknowledgement;
    while (read(ends[0], &acknowledgement, sizeof(acknowledgement)) == sizeof(acknowledgement)) {
      members = acknowledgement.first + acknowledgement.count;
      sequence = acknowledgement.sequence;
      if (++received == 10 + 7 * round) kill(child, SIGKILL);
    }
    close(ends[0]);
    int how = 0;
    ASSERT_EQ(waitpid(child, &how, 0), child);
    ASSERT_TRUE(WIFSIGNALED(how)) << "exit status " << WEXITSTATUS(how);
    ASSERT_GE(received, 10);

    Reopen();
    ASSERT_OK_AND_ASSIGN(const v1::Network network, store_->GetNetwork("n"));
    EXPECT_GE(network.change_sequence(), sequence);
    EXPECT_GE(network.member_count(), members);
    for (int64_t i = 0; i < members; ++i) ASSERT_OK(store_->GetMember("n", IdOf(i)));
    ASSERT_OK_AND_ASSIGN(const std::vector<AuditEntry> audit, store_->ListAudit("n", 0, 1000000));
    ASSERT_EQ(audit.size(), network.change_sequence());
    for (size_t i = 0; i < audit.size(); ++i) ASSERT_EQ(audit[i].sequence, i + 1);
    for (int64_t i = 0; i < members; i += 4) ASSERT_OK(store_->introductions().Get("n", IdOf(i)));
    // What was committed but not acknowledged is there whole: batches of 4 members.
    ASSERT_OK_AND_ASSIGN(const auto introductions, store_->introductions().List("n", {}, 0, 1000000));
    EXPECT_EQ(introductions.size() * 4, network.member_count());
    ASSERT_OK_AND_ASSIGN(const auto messages, store_->messages().List("n", {}, 0, 1000000));
    EXPECT_EQ(messages.size(), introductions.size());
    EXPECT_EQ(network.member_count() % 4, 0);
    EXPECT_EQ(network.tie_count(), network.member_count() - 1);
    members = network.member_count();
  }
}

TEST_F(StoreDurabilityTest, RetryAfterAKillIsWrittenOnce) {
  ASSERT_OK(store_->Apply(Batch({CreateNetwork()})));
  store_.reset();
  const WriteBatch batch = Batch({PutMember("a"), PutMember("b"), PutTie("a", "b")}, "r");
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    // Commits and dies before it can say so.
    absl::StatusOr<std::unique_ptr<Store>> store = Store::Open(dir_.path(), &clock_, {});
    if (store.ok() && (*store)->Apply(batch).ok()) kill(getpid(), SIGKILL);
    _exit(1);
  }
  int how = 0;
  ASSERT_EQ(waitpid(child, &how, 0), child);
  ASSERT_TRUE(WIFSIGNALED(how));
  Reopen();
  ASSERT_OK_AND_ASSIGN(const ApplyResult result, store_->Apply(batch));
  EXPECT_TRUE(result.repeated);
  EXPECT_EQ(result.sequence, 4);
}

}  // namespace
}  // namespace weft
