#include "cli/index_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cli/text_table.h"

namespace weft::cli {
namespace {

std::string StateText(v1::IndexStatus::State state) {
  switch (state) {
    case v1::IndexStatus::STATE_LOADED:
      return "loaded";
    case v1::IndexStatus::STATE_NO_SNAPSHOT:
      return "no snapshot yet";
    case v1::IndexStatus::STATE_REFUSED:
      return "REFUSED";
    default:
      return "not said";
  }
}

}  // namespace

std::string IndexStatusesText(const google::protobuf::RepeatedPtrField<v1::IndexStatus>& statuses) {
  if (statuses.empty()) return "No networks.\n";
  TextTable table({"NETWORK", "STATE", "SNAPSHOT", "CHANGE", "MEMBERS", "SINCE SNAPSHOT", "TIES", "ISOLATES",
                   "CLUSTERS", "FINE CLUSTERS", "LARGEST", "INDEX", "RECALL"});
  std::string refusals;
  for (const v1::IndexStatus& status : statuses) {
    const bool built = !status.snapshot_version().empty();
    table.AddRow({status.network(), StateText(status.state()), status.snapshot_version(),
                  absl::StrCat(status.change_sequence()), absl::StrCat(status.member_count()),
                  absl::StrCat(status.overlay_member_count()), absl::StrCat(status.tie_count()),
                  absl::StrCat(status.isolate_count()), built ? absl::StrCat(status.cluster_count()) : "",
                  built ? absl::StrCat(status.fine_cluster_count()) : "",
                  built ? absl::StrFormat("%.0f %%", 100 * status.largest_cluster_share()) : "", status.index_type(),
                  built ? absl::StrFormat("%.3f", status.recall()) : ""});
    if (!status.refusal().empty()) {
      absl::StrAppend(&refusals, status.network(), ": newest snapshot refused: ", Printable(status.refusal()), "\n");
    }
  }
  return table.ToString() + refusals;
}

}  // namespace weft::cli
