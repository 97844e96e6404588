#include "indexer/facet_index.h"

#include "absl/strings/str_cat.h"
#include "indexer/faiss_source.h"
#include "indexer/index_choice.h"
#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/index/candidate_source.h"
#include "weft/snapshot/snapshot.h"

namespace weft {
namespace {

// The facet whose rows ask for the rows of this one.
Facet AskingFacet(Facet facet) {
  switch (facet) {
    case Facet::kOffers:
      return Facet::kNeeds;
    case Facet::kNeeds:
      return Facet::kOffers;
    case Facet::kInterests:
      break;
  }
  return Facet::kInterests;
}

Int8Rows HeldBackQueries(const SnapshotArrays& arrays, Facet facet, const FacetIndexOptions& options) {
  Random random(options.seed);
  const Int8RowsView& own = arrays.facet_rows[static_cast<int>(facet)];
  const Facet asking_facet = AskingFacet(facet);
  const Int8RowsView& asking = arrays.facet_rows[static_cast<int>(asking_facet)];
  const bool blend = asking_facet == facet || asking.size() < static_cast<size_t>(options.queries);
  Int8Rows queries(own.dimension);
  for (int i = 0; i < options.queries; ++i) {
    if (blend) {
      // Mostly one row with some of another: near the rows, and none of them.
      const Int8Row first = own.row(random.Below(own.size()));
      const Int8Row second = own.row(random.Below(own.size()));
      queries.Add(NormalizedSum({first, {second.data, second.scale / 2}}, own.dimension));
    } else {
      queries.Add(asking.row(random.Below(asking.size())));
    }
  }
  return queries;
}

}  // namespace

absl::StatusOr<FacetIndex> BuildFacetIndex(const SnapshotArrays& arrays, Facet facet,
                                           const FacetIndexOptions& options) {
  const int f = static_cast<int>(facet);
  const Int8RowsView& rows = arrays.facet_rows[f];
  FacetIndex built;
  if (rows.size() == 0) {
    built.type = "none";
    return built;
  }
  absl::optional<FaissOptions> choice = ChooseIndex(rows.size());
  if (!choice.has_value()) {
    built.type = "exact";
    return built;
  }
  choice->threads = options.threads;
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<FaissSource> source,
                        FaissSource::Build(rows, arrays.facet_ordinals[f], *choice));
  const ExactSource exact(rows, arrays.facet_ordinals[f]);
  const Int8Rows held_back = HeldBackQueries(arrays, facet, options);
  std::vector<Int8Row> queries;
  for (size_t i = 0; i < held_back.size(); ++i) queries.push_back(held_back.view().row(i));
  for (; choice.has_value(); choice = Widened(*choice)) {
    source->SetSearch(choice->proposals, choice->effort);
    WEFT_ASSIGN_OR_RETURN(built.recall, MeanRecall(*source, exact, queries, kRecallLimit));
    if (built.recall < kRecallMin) continue;
    built.type = std::string(FaissKindName(choice->kind));
    built.path = absl::StrCat(options.directory, "/", IndexFileName(facet));
    WEFT_RETURN_IF_ERROR(source->Save(built.path));
    return built;
  }
  return Error(absl::StatusCode::kFailedPrecondition, "RECALL_TOO_LOW",
               absl::StrCat("the index of ", IndexFileName(facet), " finds ", built.recall, " of the nearest ",
                            kRecallLimit, " where ", kRecallMin, " is the least; nothing was published"));
}

}  // namespace weft
