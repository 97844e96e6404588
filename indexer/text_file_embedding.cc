#include "indexer/text_file_embedding.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/base/utf8.h"
#include "weft/profile/line_reader.h"

namespace weft {
namespace {

absl::Status CannotWrite(const std::string& path) {
  return Error(absl::StatusCode::kInternal, "FILE_FAILED",
               absl::StrCat("cannot write ", path, ": ", std::strerror(errno)), {{"path", path}});
}

// Rows stand for lines by their place alone: a bad line cannot be left out, nor may zeros stand for it.
absl::Status CheckLine(const std::string& path, const LineReader::Line& line) {
  const std::string where = absl::StrCat(path, ":", line.number);
  if (line.too_long) {
    return InvalidField(where,
                        absl::StrCat("is ", line.size, " bytes long; at most ", kImportLineBytesMax, " are allowed"));
  }
  const size_t valid = Utf8PrefixLength(line.text);
  if (valid == line.text.size()) return absl::OkStatus();
  return InvalidField(where, absl::StrCat("is not UTF-8 (byte ", valid + 1, ")"));
}

}  // namespace

absl::StatusOr<uint64_t> EmbedTextFile(const Embedder& embedder, const std::string& in_path,
                                       const std::string& out_path, const Progress& progress) {
  constexpr size_t kBatch = 1024;
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<std::istream> in, OpenForReading(in_path));
  const std::string temporary = absl::StrCat(out_path, ".new.", getpid());
  absl::Cleanup remove_temporary = [&temporary] { std::remove(temporary.c_str()); };
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  if (!out) return CannotWrite(out_path);
  LineReader lines(in.get(), kImportLineBytesMax);
  uint64_t count = 0;
  std::vector<std::string> texts;
  std::vector<float> rows;
  LineReader::Line line;
  bool more = true;
  while (more) {
    more = lines.Next(&line);
    if (more) {
      WEFT_RETURN_IF_ERROR(CheckLine(in_path, line));
      texts.emplace_back(line.text);
    }
    if (texts.empty() || (more && texts.size() < kBatch)) continue;
    rows.assign(texts.size() * static_cast<size_t>(embedder.dimension()), 0);
    WEFT_RETURN_IF_ERROR(embedder.Embed(texts, absl::MakeSpan(rows)));
    out.write(reinterpret_cast<const char*>(rows.data()), static_cast<std::streamsize>(rows.size() * sizeof(float)));
    count += texts.size();
    texts.clear();
    Report(progress, "embedding lines", count, 0);
  }
  WEFT_RETURN_IF_ERROR(lines.status());
  out.close();
  if (!out || std::rename(temporary.c_str(), out_path.c_str()) != 0) return CannotWrite(out_path);
  std::move(remove_temporary).Cancel();
  return count;
}

}  // namespace weft
