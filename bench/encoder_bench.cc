#include "bench/encoder_bench.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "bench/openblas_encoder.h"
#include "nlohmann/json.hpp"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/embedding/default_model.h"
#include "weft/embedding/sentence_encoder.h"

namespace weft {
namespace {

constexpr size_t kBatch = 32;

struct Engine {
  std::string name;
  std::unique_ptr<Embedder> embedder;
};

struct Workload {
  std::string name;
  std::vector<std::string> texts;
  size_t batch;
  double mean_pieces = 0;
};

// Processor time of this thread, in seconds: what others run on the machine mostly does not count.
double ThreadSeconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double WallSeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::vector<std::string> Tags() {
  return {"grant writing",       "Kubernetes",         "community gardening", "woodworking", "python",
          "restorative justice", "project management", "bicycle repair",      "statistics",  "vegan cooking"};
}

std::vector<std::string> Sentences() {
  return {
      "I help small food cooperatives find funding and write their first grant applications.",
      "Looking for somebody who can review my C code for a network monitoring tool.",
      "We restore old sailing boats with young people from our neighbourhood every summer.",
      "Teaches statistics to nurses and wants to learn how to facilitate workshops.",
      "A carpenter who would like to build a shared workshop for the whole town.",
      "Organizes monthly meetings about renewable energy in the countryside.",
      "Can lend a van on weekends and repair almost any kind of bicycle.",
      "Needs advice on how to govern a housing project without a landlord.",
  };
}

std::vector<std::string> Bios() {
  std::vector<std::string> bios;
  const std::vector<std::string> sentences = Sentences();
  for (size_t i = 0; i < sentences.size(); ++i) {
    std::vector<std::string> parts;
    for (size_t j = 0; j < 4; ++j) parts.push_back(sentences[(i + j) % sentences.size()]);
    bios.push_back(absl::StrJoin(parts, " "));
  }
  return bios;
}

// `count` texts, the given ones over and over.
std::vector<std::string> Repeat(const std::vector<std::string>& texts, size_t count) {
  std::vector<std::string> out;
  for (size_t i = 0; i < count; ++i) out.push_back(texts[i % texts.size()]);
  return out;
}

// Embeds the whole workload once; seconds of this thread.
absl::StatusOr<double> Pass(const Embedder& embedder, const Workload& workload, std::vector<float>* rows) {
  rows->resize(workload.texts.size() * embedder.dimension());
  const double start = ThreadSeconds();
  for (size_t i = 0; i < workload.texts.size(); i += workload.batch) {
    const size_t n = std::min(workload.batch, workload.texts.size() - i);
    WEFT_RETURN_IF_ERROR(
        embedder.Embed(absl::MakeConstSpan(workload.texts).subspan(i, n),
                       absl::MakeSpan(*rows).subspan(i * embedder.dimension(), n * embedder.dimension())));
  }
  return ThreadSeconds() - start;
}

absl::StatusOr<nlohmann::ordered_json> Measure(const std::vector<Engine>& engines, const Workload& workload,
                                               double seconds) {
  std::vector<std::vector<double>> times(engines.size());
  std::vector<std::vector<float>> rows(engines.size());
  for (const Engine& engine : engines) {  // Warms up.
    WEFT_RETURN_IF_ERROR(Pass(*engine.embedder, workload, &rows[0]).status());
  }
  // Taking turns, so that a slow moment of the machine meets all of them.
  const double end = WallSeconds() + seconds * static_cast<double>(engines.size());
  do {
    for (size_t i = 0; i < engines.size(); ++i) {
      WEFT_ASSIGN_OR_RETURN(double time, Pass(*engines[i].embedder, workload, &rows[i]));
      times[i].push_back(time);
    }
  } while (WallSeconds() < end || times[0].size() < 3);

  double lowest_agreement = 1;
  const size_t width = engines[0].embedder->dimension();
  for (size_t i = 1; i < engines.size(); ++i) {
    for (size_t t = 0; t < workload.texts.size(); ++t) {
      double dot = 0;
      for (size_t d = 0; d < width; ++d) dot += static_cast<double>(rows[0][t * width + d]) * rows[i][t * width + d];
      lowest_agreement = std::min(lowest_agreement, dot);
    }
  }
  std::vector<double> medians;
  for (std::vector<double>& t : times) {
    std::nth_element(t.begin(), t.begin() + static_cast<ptrdiff_t>(t.size() / 2), t.end());
    medians.push_back(t[t.size() / 2]);
  }
  nlohmann::ordered_json out;
  out["workload"] = workload.name;
  out["texts"] = workload.texts.size();
  out["batch"] = workload.batch;
  out["mean_pieces"] = workload.mean_pieces;
  out["lowest_cosine_between_engines"] = lowest_agreement;
  out["engines"] = nlohmann::ordered_json::array();
  for (size_t i = 0; i < engines.size(); ++i) {
    nlohmann::ordered_json entry;
    entry["engine"] = engines[i].name;
    entry["texts_per_second"] = static_cast<double>(workload.texts.size()) / medians[i];
    entry["milliseconds_per_text"] = 1e3 * medians[i] / static_cast<double>(workload.texts.size());
    entry["ratio_to_openblas"] = medians.back() / medians[i];
    out["engines"].push_back(std::move(entry));
  }
  return out;
}

void Print(const nlohmann::ordered_json& document) {
  std::printf("cores %d; one thread, its processor time; kernel chosen here: %s\n", document["cores"].get<int>(),
              document["kernel"].get<std::string>().c_str());
  std::printf("load %.1f ms\n", document["load_milliseconds"].get<double>());
  for (const auto& workload : document["workloads"]) {
    std::printf("\n%s (%.1f pieces each, %d at once)\n", workload["workload"].get<std::string>().c_str(),
                workload["mean_pieces"].get<double>(), workload["batch"].get<int>());
    std::printf("  %-10s %10s %10s %12s\n", "engine", "texts/s", "ms/text", "x OpenBLAS");
    for (const auto& engine : workload["engines"]) {
      std::printf("  %-10s %10.1f %10.3f %12.2f\n", engine["engine"].get<std::string>().c_str(),
                  engine["texts_per_second"].get<double>(), engine["milliseconds_per_text"].get<double>(),
                  engine["ratio_to_openblas"].get<double>());
    }
  }
}

absl::Status Run(const EncoderBenchOptions& options) {
  const std::string model = options.model.empty() ? DefaultModelPath() : options.model;
  const double start = WallSeconds();
  WEFT_RETURN_IF_ERROR(LoadDefaultEmbedder(model).status());
  const double load_seconds = WallSeconds() - start;

  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<ModelFile> file, ModelFile::Open(model));
  std::vector<Engine> engines;
  for (const Kernel* const* kernel = RunnableKernels(); *kernel != nullptr; ++kernel) {
    SentenceEncoderOptions encoder_options;
    encoder_options.kernel = *kernel;
    WEFT_ASSIGN_OR_RETURN(std::unique_ptr<SentenceEncoder> encoder, SentenceEncoder::Create(*file, encoder_options));
    engines.push_back({(*kernel)->name, std::move(encoder)});
  }
  std::reverse(engines.begin(), engines.end());
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<OpenBlasEncoder> openblas, OpenBlasEncoder::Create(*file));
  engines.push_back({"openblas", std::move(openblas)});

  std::vector<Workload> workloads = {
      {"single tags", Tags(), 1},
      {"single texts", Sentences(), 1},
      {"single bios", Bios(), 1},
      {"batches of tags", Repeat(Tags(), kBatch), kBatch},
      {"batches of texts", Repeat(Sentences(), kBatch), kBatch},
      {"batches of bios", Repeat(Bios(), kBatch), kBatch},
  };
  if (!options.texts.empty()) {
    WEFT_ASSIGN_OR_RETURN(std::string content, ReadFile(options.texts));
    std::vector<std::string> texts = absl::StrSplit(content, '\n', absl::SkipEmpty());
    if (texts.empty()) return InvalidField("texts", absl::StrCat(options.texts, " is empty"));
    workloads.push_back({absl::StrCat("single, ", options.texts), texts, 1});
    workloads.push_back({absl::StrCat("batches, ", options.texts), std::move(texts), kBatch});
  }
  const Pieces pieces(file->pieces());
  nlohmann::ordered_json document;
  document["model"] = model;
  document["cores"] = static_cast<int>(std::thread::hardware_concurrency());
  document["kernel"] = BestKernel().name;
  document["load_milliseconds"] = 1e3 * load_seconds;
  document["workloads"] = nlohmann::ordered_json::array();
  for (Workload& workload : workloads) {
    double sum = 0;
    for (const std::string& text : workload.texts) sum += static_cast<double>(pieces.Encode(text).size());
    workload.mean_pieces = sum / static_cast<double>(workload.texts.size());
    WEFT_ASSIGN_OR_RETURN(nlohmann::ordered_json result, Measure(engines, workload, options.seconds));
    document["workloads"].push_back(std::move(result));
  }
  if (options.json) {
    std::printf("%s\n", document.dump(2).c_str());
  } else {
    Print(document);
  }
  return absl::OkStatus();
}

}  // namespace

int RunEncoderBench(const EncoderBenchOptions& options) {
  const absl::Status status = Run(options);
  if (status.ok()) return 0;
  std::fprintf(stderr, "weft-bench encoder: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace weft
