#ifndef WEFT_TESTS_TIDY_SOURCE_TREE_H_
#define WEFT_TESTS_TIDY_SOURCE_TREE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::tidy {

struct SourceFile {
  std::string path;  // From the root: "weft/base/error.h".
  std::string text;

  bool IsUnder(absl::string_view folder) const;  // "weft/base"
  bool IsHeader() const;
  bool IsSource() const;  // .cc
  // Lines without what follows "//"; for rules about code.
  std::vector<std::string> CodeLines() const;
  std::vector<std::string> Lines() const;
};

using SourceTree = std::vector<SourceFile>;

// Reads every text file that may be committed, by path: all below `root` but build trees, fetched things, binary files
// and, of hidden folders, all but .ci.
SourceTree ReadSourceTree(const std::string& root);

}  // namespace weft::tidy

#endif  // WEFT_TESTS_TIDY_SOURCE_TREE_H_
