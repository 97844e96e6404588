#include "service/worker_pool.h"

#include <atomic>

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

TEST(WorkerPoolTest, RunsInOrderAndEndsWithNothingLeft) {
  std::vector<int> order;
  WorkerPool pool({/*workers=*/1, /*queue_max=*/100});
  for (int i = 0; i < 100; ++i) {
    // The worker may have taken some already; the queue holds all 100 in any case.
    ASSERT_OK(pool.Submit([&order, i] { order.push_back(i); }));
  }
  pool.Stop();
  ASSERT_EQ(order.size(), 100u);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(order[i], i);
  EXPECT_THAT(pool.Submit([] {}), HasReason("SHUTTING_DOWN"));
  EXPECT_THAT(pool.SubmitNextStep([] {}), HasReason("SHUTTING_DOWN"));
}

TEST(WorkerPoolTest, FullQueueRefusesNewcomersOnly) {
  Mutex mu;
  CondVar changed;
  bool held = false;
  bool open = false;
  std::atomic<int> ran{0};
  WorkerPool pool({/*workers=*/1, /*queue_max=*/2});
  ASSERT_OK(pool.Submit([&] {
    MutexLock lock(&mu);
    held = true;
    changed.notify_all();
    while (!open) changed.wait(mu);
  }));
  {
    MutexLock lock(&mu);
    while (!held) changed.wait(mu);
  }
  ASSERT_OK(pool.Submit([&] { ++ran; }));
  ASSERT_OK(pool.Submit([&] { ++ran; }));
  EXPECT_THAT(pool.Submit([&] { ++ran; }), HasReason("QUEUE_FULL"));
  EXPECT_OK(pool.SubmitNextStep([&] { ++ran; }));
  {
    MutexLock lock(&mu);
    open = true;
  }
  changed.notify_all();
  pool.Stop();
  EXPECT_EQ(ran, 3);
}

}  // namespace
}  // namespace weft
