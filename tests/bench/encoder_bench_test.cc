#include "bench/encoder_bench.h"

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace weft {
namespace {

TEST(EncoderBenchTest, PrintsOneDocument) {
  EncoderBenchOptions options;
  options.seconds = 0.001;
  options.json = true;
  testing::internal::CaptureStdout();
  EXPECT_EQ(RunEncoderBench(options), 0);
  const auto document = nlohmann::json::parse(testing::internal::GetCapturedStdout());
  ASSERT_EQ(document["workloads"].size(), 6u);
  for (const auto& workload : document["workloads"]) {
    EXPECT_GT(workload["lowest_cosine_between_engines"].get<double>(), 0.9999);
    EXPECT_EQ(workload["engines"].back()["engine"], "openblas");
    EXPECT_EQ(workload["engines"].back()["ratio_to_openblas"], 1.0);
  }
}

TEST(EncoderBenchTest, FailsWithoutAModel) {
  EncoderBenchOptions options;
  options.model = "/nonexistent/model";
  testing::internal::CaptureStderr();
  EXPECT_EQ(RunEncoderBench(options), 1);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("/nonexistent/model"), std::string::npos);
}

}  // namespace
}  // namespace weft
