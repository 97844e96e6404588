#include "bench/eval/list_file.h"

#include "absl/strings/str_cat.h"
#include "bench/eval/network_reader.h"
#include "weft/base/file.h"

namespace weft {
namespace {

absl::string_view KindName(ListKind kind) { return kind == ListKind::kWeakTie ? "weak_tie" : "strong_fit"; }

}  // namespace

std::string ListsAsCsv(const EvalNetwork& network, const std::vector<MethodLists>& methods) {
  std::vector<std::string> ids;
  for (const v1::Member& member : network.members) ids.push_back(MemberIdOf(member));
  std::string text = "method,member,rank,candidate,kind\n";
  for (const MethodLists& method : methods) {
    for (size_t member = 0; member < method.lists.size(); ++member) {
      const RankedList& list = method.lists[member];
      for (size_t i = 0; i < list.size(); ++i) {
        absl::StrAppend(&text, method.method, ",", ids[member], ",", i + 1, ",", ids[list[i]], ",",
                        method.kinds.empty() ? "" : KindName(method.kinds[member][i]), "\n");
      }
    }
  }
  return text;
}

absl::Status WriteLists(const std::string& path, const EvalNetwork& network, const std::vector<MethodLists>& methods) {
  return ReplaceFileDurably(path, ListsAsCsv(network, methods));
}

}  // namespace weft
