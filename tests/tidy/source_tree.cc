#include "tests/tidy/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace weft::tidy {
namespace {

namespace fs = std::filesystem;

bool IsSkippedFolder(const std::string& name) {
  return name == "build" || absl::StartsWith(name, "build-") || name == "node_modules" || name == "__pycache__" ||
         (absl::StartsWith(name, ".") && name != ".ci");
}

}  // namespace

bool SourceFile::IsUnder(absl::string_view folder) const { return absl::StartsWith(path, absl::StrCat(folder, "/")); }
bool SourceFile::IsHeader() const { return absl::EndsWith(path, ".h"); }
bool SourceFile::IsSource() const { return absl::EndsWith(path, ".cc"); }

std::vector<std::string> SourceFile::Lines() const { return absl::StrSplit(text, '\n'); }

std::vector<std::string> SourceFile::CodeLines() const {
  std::vector<std::string> lines = Lines();
  for (std::string& line : lines) {
    const size_t comment = line.find("//");
    if (comment != std::string::npos) line.erase(comment);
  }
  return lines;
}

SourceTree ReadSourceTree(const std::string& root) {
  SourceTree tree;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory()) {
      if (IsSkippedFolder(name)) entry.disable_recursion_pending();
      continue;
    }
    // In a worktree of git, .git is a file that names a folder of this machine.
    if (!entry->is_regular_file() || name == ".git" || name == "compile_commands.json") continue;
    std::ifstream in(entry->path(), std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (text.find('\0') != std::string::npos) continue;
    tree.push_back({fs::relative(entry->path(), root).generic_string(), std::move(text)});
  }
  std::sort(tree.begin(), tree.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return tree;
}

}  // namespace weft::tidy
