#include "client-examples/weekly-email/stop_signal.h"

#include <pthread.h>
#include <signal.h>

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

TEST(StopSignalTest, APauseEndsAtASignalAndNoOtherBegins) {
  ASSERT_OK_AND_ASSIGN(auto stop, StopSignal::Catch());
  EXPECT_TRUE(stop->Pause(absl::ZeroDuration()));
  EXPECT_TRUE(stop->Pause(absl::Milliseconds(1)));
  pthread_kill(pthread_self(), SIGTERM);
  EXPECT_FALSE(stop->Pause(absl::Hours(100)));
  EXPECT_FALSE(stop->Pause(absl::ZeroDuration()));
  // Taken back, so that no other test meets it.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  int taken = 0;
  sigwait(&signals, &taken);
  EXPECT_EQ(taken, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace
}  // namespace weft::weekly_email
