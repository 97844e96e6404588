#include "weft/embedding/sentence_encoder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/embedding/unicode.h"

namespace weft {
namespace {

// Rows that go through the network together: enough to use each weight often, few enough for the cache.
constexpr size_t kPiecesAtOnce = 192;
static_assert(Transformer::kPiecesMax <= kPiecesAtOnce, "a text must fit one batch");

// Counts changes of this code that change vectors. Never reuse a number.
constexpr int kRevision = 1;

}  // namespace

absl::StatusOr<std::unique_ptr<SentenceEncoder>> SentenceEncoder::Create(const ModelFile& file,
                                                                         const SentenceEncoderOptions& options) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Transformer> network, Transformer::Load(file));
  if (file.pieces().size() <= Pieces::kReserved) {
    return Error(absl::StatusCode::kDataLoss, "MODEL_CORRUPT",
                 absl::StrCat("encoder model ", file.path(), " has no vocabulary"), {{"path", file.path()}});
  }
  return std::unique_ptr<SentenceEncoder>(new SentenceEncoder(file, options, std::move(network)));
}

SentenceEncoder::SentenceEncoder(const ModelFile& file, const SentenceEncoderOptions& options,
                                 std::unique_ptr<Transformer> network)
    : lower_case_(options.lower_case),
      kernel_(options.kernel != nullptr ? *options.kernel : BestKernel()),
      fingerprint_(absl::StrCat("use-lite-en.", kRevision, "-", file.checksum(), options.lower_case ? "-lower" : "")),
      pieces_(file.pieces()),
      network_(std::move(network)) {}

std::vector<int> SentenceEncoder::PiecesOf(const std::string& text) const {
  std::vector<int> pieces = pieces_.Encode(lower_case_ ? LowerCase(text) : text);
  if (pieces.size() > Transformer::kPiecesMax) pieces.resize(Transformer::kPiecesMax);
  const bool known = std::any_of(pieces.begin(), pieces.end(),
                                 [this](int piece) { return piece != Pieces::kUnknown && piece != pieces_.space(); });
  if (!known) pieces.clear();
  return pieces;
}

absl::Status SentenceEncoder::Embed(absl::Span<const std::string> texts, absl::Span<float> rows) const {
  WEFT_RETURN_IF_ERROR(CheckRows(*this, texts, rows));
  std::fill(rows.begin(), rows.end(), 0.0f);

  // Texts wait here until they fill a batch.
  std::vector<size_t> waiting;
  std::vector<std::vector<int>> waiting_pieces;
  size_t waiting_rows = 0;
  std::vector<float> out;
  Transformer::Workspace workspace;
  auto run = [&] {
    std::vector<absl::Span<const int>> batch(waiting_pieces.begin(), waiting_pieces.end());
    out.resize(batch.size() * dimension());
    network_->Forward(kernel_, batch, &workspace, absl::MakeSpan(out));
    for (size_t i = 0; i < waiting.size(); ++i) {
      std::copy_n(out.begin() + i * dimension(), dimension(), rows.begin() + waiting[i] * dimension());
    }
    waiting.clear();
    waiting_pieces.clear();
    waiting_rows = 0;
  };
  for (size_t i = 0; i < texts.size(); ++i) {
    std::vector<int> pieces = PiecesOf(texts[i]);
    if (pieces.empty()) continue;
    if (waiting_rows + pieces.size() > kPiecesAtOnce) run();
    waiting_rows += pieces.size();
    waiting.push_back(i);
    waiting_pieces.push_back(std::move(pieces));
  }
  if (!waiting.empty()) run();
  return absl::OkStatus();
}

}  // namespace weft
