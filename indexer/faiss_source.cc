#include "indexer/faiss_source.h"

#include <cblas.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexPreTransform.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/VectorTransform.h>
#include <faiss/impl/FaissException.h>
#include <faiss/impl/io.h>
#include <faiss/index_io.h>
#include <omp.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <exception>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/snapshot/snapshot_error.h"

namespace weft {
namespace {

// In front of Faiss's own bytes. New layout, new magic.
struct FileHeader {
  char magic[8];
  int32_t kind;
  int32_t proposals;
};
constexpr char kMagic[8] = {'w', 'e', 'f', 't', 'f', 's', 's', '1'};

constexpr int kHnswNeighbors = 32;
constexpr int kHnswEffortAtBuild = 80;
constexpr size_t kTrainingRowsMax = 50000;
constexpr size_t kChunkRows = 4096;

absl::Status FaissFailed(const std::exception& e) {
  return Error(absl::StatusCode::kInternal, "FAISS_FAILED", absl::StrCat("faiss: ", e.what()));
}

void AppendFloats(Int8Row row, int dimension, std::vector<float>* out) {
  for (int i = 0; i < dimension; ++i) out->push_back(row.scale * static_cast<float>(row.data[i]));
}

// Rows first, first + step, … as floats.
std::vector<float> Floats(const Int8RowsView& rows, size_t first, size_t end, size_t step) {
  std::vector<float> out;
  out.reserve((end - first + step - 1) / step * static_cast<size_t>(rows.dimension));
  for (size_t i = first; i < end; i += step) AppendFloats(rows.row(i), rows.dimension, &out);
  return out;
}

// Inverted lists for n rows: about four times the square root, in powers of two.
size_t ListCount(size_t rows) {
  size_t lists = 16;
  while (lists * lists < 8 * rows && lists < 65536) lists *= 2;
  return lists;
}

std::unique_ptr<faiss::Index> MakeProposer(FaissKind kind, int dimension, size_t rows) {
  if (kind == FaissKind::kHnsw) {
    auto hnsw = std::make_unique<faiss::IndexHNSWSQ>(dimension, faiss::ScalarQuantizer::QT_8bit, kHnswNeighbors);
    hnsw->hnsw.efConstruction = kHnswEffortAtBuild;
    return hnsw;
  }
  auto lists = std::make_unique<faiss::IndexFlatL2>(dimension);
  auto ivf = std::make_unique<faiss::IndexIVFScalarQuantizer>(lists.get(), dimension, ListCount(rows),
                                                              faiss::ScalarQuantizer::QT_8bit, faiss::METRIC_L2);
  ivf->own_fields = true;
  lists.release();
  ivf->cp.niter = 10;
  ivf->cp.min_points_per_centroid = 1;  // Else Faiss warns on standard error.
  return ivf;
}

}  // namespace

absl::string_view FaissKindName(FaissKind kind) { return kind == FaissKind::kHnsw ? "hnsw" : "ivf"; }

class FaissSource::Impl {
 public:
  Impl(FaissKind kind, int proposals, std::unique_ptr<faiss::Index> index)
      : kind_(kind), proposals_(proposals), index_(std::move(index)) {}

  FaissKind kind() const { return kind_; }
  int proposals() const { return proposals_; }
  const faiss::Index& index() const { return *index_; }

  void SetSearch(int proposals, int effort) {
    proposals_ = proposals;
    faiss::Index* proposer = index_.get();
    if (auto* projected = dynamic_cast<faiss::IndexPreTransform*>(proposer)) proposer = projected->index;
    if (auto* hnsw = dynamic_cast<faiss::IndexHNSW*>(proposer)) hnsw->hnsw.efSearch = effort;
    if (auto* ivf = dynamic_cast<faiss::IndexIVF*>(proposer)) {
      ivf->nprobe = std::min(static_cast<size_t>(effort), ivf->nlist);
    }
  }

 private:
  const FaissKind kind_;
  int proposals_;
  const std::unique_ptr<faiss::Index> index_;
};

FaissSource::FaissSource(Int8RowsView rows, absl::Span<const uint32_t> ordinals, std::unique_ptr<Impl> impl)
    : rows_(rows), ordinals_(ordinals), impl_(std::move(impl)) {
  assert(rows.size() == ordinals.size());
}

FaissSource::~FaissSource() = default;

absl::Status FaissSource::CheckCpu() {
#if defined(WEFT_FAISS_AVX2) && defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) {
    return Error(absl::StatusCode::kFailedPrecondition, "CPU_TOO_OLD",
                 "this program was built for CPUs with AVX2, which this one lacks; configure it with "
                 "-DWEFT_FAISS=system");
  }
#endif
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<FaissSource>> FaissSource::Build(Int8RowsView rows, absl::Span<const uint32_t> ordinals,
                                                                const FaissOptions& options) {
  assert(rows.size() > 0);
  WEFT_RETURN_IF_ERROR(CheckCpu());
  try {
    omp_set_num_threads(options.threads);
    openblas_set_num_threads(options.threads);
    const absl::Cleanup one_thread = [] { openblas_set_num_threads(1); };
    const int dimension = rows.dimension;
    const int projected = std::min(options.projected_dimension, dimension);
    std::unique_ptr<faiss::Index> index = MakeProposer(options.kind, projected, rows.size());
    if (projected < dimension) {
      auto axes = std::make_unique<faiss::PCAMatrix>(dimension, projected);
      auto whole = std::make_unique<faiss::IndexPreTransform>(axes.get(), index.get());
      axes.release();
      index.release();
      whole->own_fields = true;
      index = std::move(whole);
    }
    const size_t step = (rows.size() + kTrainingRowsMax - 1) / kTrainingRowsMax;
    const std::vector<float> training = Floats(rows, 0, rows.size(), step);
    index->train(static_cast<int64_t>(training.size() / static_cast<size_t>(dimension)), training.data());
    for (size_t first = 0; first < rows.size(); first += kChunkRows) {
      const size_t end = std::min(rows.size(), first + kChunkRows);
      index->add(static_cast<int64_t>(end - first), Floats(rows, first, end, 1).data());
    }
    auto impl = std::make_unique<Impl>(options.kind, options.proposals, std::move(index));
    impl->SetSearch(options.proposals, options.effort);
    return std::unique_ptr<FaissSource>(new FaissSource(rows, ordinals, std::move(impl)));
  } catch (const std::exception& e) {
    return FaissFailed(e);
  }
}

absl::StatusOr<std::unique_ptr<FaissSource>> FaissSource::Load(const std::string& path, Int8RowsView rows,
                                                               absl::Span<const uint32_t> ordinals) {
  WEFT_RETURN_IF_ERROR(CheckCpu());
  // Of the whole process: more would wait for each other inside every search.
  openblas_set_num_threads(1);
  try {
    faiss::FileIOReader reader(path.c_str());
    FileHeader header = {};
    if (reader(&header, sizeof(header), 1) != 1 || !std::equal(kMagic, kMagic + sizeof(kMagic), header.magic)) {
      return SnapshotCorrupt(path, "it is no index file");
    }
    std::unique_ptr<faiss::Index> index(faiss::read_index(&reader));
    if (index->ntotal != static_cast<int64_t>(rows.size()) || index->d != rows.dimension || header.proposals < 1) {
      return SnapshotCorrupt(path, absl::StrCat("it indexes ", index->ntotal, " rows of ", index->d, " instead of ",
                                                rows.size(), " of ", rows.dimension));
    }
    auto impl = std::make_unique<Impl>(static_cast<FaissKind>(header.kind), header.proposals, std::move(index));
    return std::unique_ptr<FaissSource>(new FaissSource(rows, ordinals, std::move(impl)));
  } catch (const std::exception& e) {
    return Annotate(FaissFailed(e), path);
  }
}

absl::Status FaissSource::Save(const std::string& path) const {
  try {
    faiss::FileIOWriter writer(path.c_str());
    FileHeader header = {};
    std::copy(kMagic, kMagic + sizeof(kMagic), header.magic);
    header.kind = static_cast<int32_t>(impl_->kind());
    header.proposals = impl_->proposals();
    if (writer(&header, sizeof(header), 1) != 1) {
      return Error(absl::StatusCode::kInternal, "FILE_FAILED", absl::StrCat("cannot write ", path), {{"path", path}});
    }
    faiss::write_index(&impl_->index(), &writer);
    return absl::OkStatus();
  } catch (const std::exception& e) {
    return Annotate(FaissFailed(e), path);
  }
}

void FaissSource::SetSearch(int proposals, int effort) {
  assert(proposals > 0 && effort > 0);
  impl_->SetSearch(proposals, effort);
}

absl::StatusOr<std::vector<Candidate>> FaissSource::Nearest(Int8Row query, int limit) const {
  assert(query && limit > 0);
  const size_t kept = std::min(static_cast<size_t>(limit), rows_.size());
  const size_t proposed = std::min(rows_.size(), kept * static_cast<size_t>(impl_->proposals()));
  // Proposals go by distance, which ranks like the dot product only among vectors of one length.
  const int32_t square = DotInt8(query.data, query.data, rows_.dimension);
  const float scale = square == 0 ? 0.0f : static_cast<float>(1 / std::sqrt(static_cast<double>(square)));
  std::vector<float> vector;
  vector.reserve(static_cast<size_t>(rows_.dimension));
  AppendFloats({query.data, scale}, rows_.dimension, &vector);
  std::vector<float> distances(proposed);
  std::vector<int64_t> places(proposed);
  try {
    omp_set_num_threads(1);  // A setting of the calling thread.
    impl_->index().search(1, vector.data(), static_cast<int64_t>(proposed), distances.data(), places.data());
  } catch (const std::exception& e) {
    return FaissFailed(e);
  }
  std::vector<Candidate> nearest;
  nearest.reserve(proposed);
  for (const int64_t place : places) {
    if (place < 0) continue;  // Fewer were found.
    assert(static_cast<size_t>(place) < rows_.size());
    const size_t i = static_cast<size_t>(place);
    nearest.push_back({ordinals_[i], Dot(query, rows_.row(i), rows_.dimension)});
  }
  const size_t count = std::min(kept, nearest.size());
  std::partial_sort(nearest.begin(), nearest.begin() + static_cast<ptrdiff_t>(count), nearest.end(), Nearer);
  nearest.resize(count);
  return nearest;
}

Snapshot::SourceLoader FaissSourceLoader() {
  return [](const std::string& path, Facet facet, const Manifest& manifest,
            const SnapshotArrays& arrays) -> absl::StatusOr<std::unique_ptr<CandidateSource>> {
    const int f = static_cast<int>(facet);
    const std::string& type = manifest.index_type[f];
    const FaissKind kinds[] = {FaissKind::kHnsw, FaissKind::kIvf};
    if (std::none_of(std::begin(kinds), std::end(kinds), [&](FaissKind k) { return type == FaissKindName(k); })) {
      return SnapshotForeign(path, absl::StrCat("this program reads no index of type ", type));
    }
    return FaissSource::Load(path, arrays.facet_rows[f], arrays.facet_ordinals[f]);
  };
}

}  // namespace weft
