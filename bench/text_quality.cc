#include "bench/text_quality.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "bench/ranking.h"
#include "bench/retrieval.h"
#include "bench/tab_file.h"
#include "nlohmann/json.hpp"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/embedding/blended_embedder.h"
#include "weft/embedding/default_model.h"
#include "weft/embedding/sentence_encoder.h"

namespace weft {
namespace {

struct Pair {
  double score = 0;
  std::string a, b;
};

absl::StatusOr<std::vector<Pair>> ReadPairs(const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<TabRow> rows, ReadTabFile(path, 3));
  std::vector<Pair> pairs;
  for (const TabRow& row : rows) {
    Pair pair = {0, row.fields[1], row.fields[2]};
    if (!absl::SimpleAtod(row.fields[0], &pair.score)) {
      return InvalidField(absl::StrCat(path, ":", row.line), absl::StrCat("has score ", row.fields[0]));
    }
    pairs.push_back(std::move(pair));
  }
  if (pairs.size() < 2) return InvalidField(path, "has no pairs");
  return pairs;
}

absl::StatusOr<std::vector<float>> EmbedAll(const Embedder& embedder, const std::vector<std::string>& texts) {
  std::vector<float> rows(texts.size() * embedder.dimension());
  WEFT_RETURN_IF_ERROR(embedder.Embed(texts, absl::MakeSpan(rows)));
  return rows;
}

double Dot(const std::vector<float>& a, size_t i, const std::vector<float>& b, size_t j, int width) {
  return std::inner_product(a.begin() + i * width, a.begin() + (i + 1) * width, b.begin() + j * width, 0.0f);
}

absl::StatusOr<double> PairCorrelation(const Embedder& embedder, const std::vector<Pair>& pairs) {
  std::vector<std::string> left, right;
  std::vector<double> human;
  for (const Pair& pair : pairs) {
    left.push_back(pair.a);
    right.push_back(pair.b);
    human.push_back(pair.score);
  }
  WEFT_ASSIGN_OR_RETURN(std::vector<float> a, EmbedAll(embedder, left));
  WEFT_ASSIGN_OR_RETURN(std::vector<float> b, EmbedAll(embedder, right));
  std::vector<double> cosines;
  for (size_t i = 0; i < pairs.size(); ++i) cosines.push_back(Dot(a, i, b, i, embedder.dimension()));
  return Spearman(cosines, human);
}

absl::StatusOr<double> MeanReciprocalRank(const Embedder& embedder, const Retrieval& retrieval) {
  WEFT_ASSIGN_OR_RETURN(std::vector<float> candidates, EmbedAll(embedder, retrieval.candidates));
  WEFT_ASSIGN_OR_RETURN(std::vector<float> queries, EmbedAll(embedder, retrieval.queries));
  double sum = 0;
  std::vector<double> scores(retrieval.candidates.size());
  for (size_t q = 0; q < retrieval.queries.size(); ++q) {
    for (size_t c = 0; c < scores.size(); ++c) scores[c] = Dot(queries, q, candidates, c, embedder.dimension());
    sum += ReciprocalRank(scores, retrieval.gold[q]);
  }
  return sum / static_cast<double>(retrieval.queries.size());
}

struct Part {
  std::string name;
  std::unique_ptr<Embedder> embedder;
};

absl::StatusOr<std::vector<Part>> LoadParts(const TextQualityOptions& options, const std::string& model) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<ModelFile> file, ModelFile::Open(model));
  std::vector<Part> parts;
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<SentenceEncoder> alone, SentenceEncoder::Create(*file));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<SentenceEncoder> blended, SentenceEncoder::Create(*file));
  parts.push_back({"encoder", std::move(alone)});
  parts.push_back({"lexical", std::make_unique<LexicalEncoder>(*file, options.lexical)});
  parts.push_back(
      {"blend", std::make_unique<BlendedEmbedder>(std::move(blended), options.encoder_share,
                                                  std::make_unique<LexicalEncoder>(*file, options.lexical))});
  return parts;
}

absl::Status Run(const TextQualityOptions& options) {
  const std::string model = options.model.empty() ? DefaultModelPath() : options.model;
  WEFT_ASSIGN_OR_RETURN(std::vector<Part> parts, LoadParts(options, model));
  std::vector<Pair> pairs;
  Retrieval retrieval;
  if (!options.sts.empty()) {
    WEFT_ASSIGN_OR_RETURN(pairs, ReadPairs(options.sts));
  }
  if (!options.retrieval.empty()) {
    WEFT_ASSIGN_OR_RETURN(retrieval, ReadRetrieval(options.retrieval));
  }

  nlohmann::ordered_json document;
  document["model"] = model;
  document["fingerprint"] = parts.back().embedder->fingerprint();
  document["sts_pairs"] = pairs.size();
  document["retrieval_candidates"] = retrieval.candidates.size();
  document["retrieval_queries"] = retrieval.queries.size();
  document["parts"] = nlohmann::ordered_json::array();
  for (const Part& part : parts) {
    nlohmann::ordered_json entry;
    entry["part"] = part.name;
    if (!pairs.empty()) {
      WEFT_ASSIGN_OR_RETURN(double spearman, PairCorrelation(*part.embedder, pairs));
      entry["sts_spearman"] = spearman;
    }
    if (!retrieval.queries.empty()) {
      WEFT_ASSIGN_OR_RETURN(double mrr, MeanReciprocalRank(*part.embedder, retrieval));
      entry["retrieval_mrr"] = mrr;
    }
    document["parts"].push_back(std::move(entry));
  }

  if (!options.json_file.empty()) {
    WEFT_RETURN_IF_ERROR(ReplaceFileDurably(options.json_file, document.dump(2) + "\n"));
  }
  if (options.json) {
    std::printf("%s\n", document.dump(2).c_str());
    return absl::OkStatus();
  }
  std::printf("%-8s %13s %14s\n", "part", "STS Spearman", "retrieval MRR");
  for (const auto& entry : document["parts"]) {
    auto figure = [&](const char* key) {
      return entry.contains(key) ? absl::StrFormat("%.4f", entry[key].get<double>()) : std::string("-");
    };
    std::printf("%-8s %13s %14s\n", entry["part"].get<std::string>().c_str(), figure("sts_spearman").c_str(),
                figure("retrieval_mrr").c_str());
  }
  return absl::OkStatus();
}

}  // namespace

int RunTextQuality(const TextQualityOptions& options) {
  if (options.sts.empty() && options.retrieval.empty()) {
    std::fprintf(stderr, "weft-bench text: name --sts, --retrieval or both\n");
    return 1;
  }
  const absl::Status status = Run(options);
  if (status.ok()) return 0;
  std::fprintf(stderr, "weft-bench text: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace weft
