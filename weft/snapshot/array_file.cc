#include "weft/snapshot/array_file.h"

#include <cassert>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "weft/base/file.h"

namespace weft {
namespace {

constexpr uint64_t kAlignment = 64;
constexpr size_t kNameBytesMax = 39;  // And a NUL.
constexpr uint32_t kArraysMax = 1024;
constexpr char kMagic[8] = {'w', 'e', 'f', 't', 'a', 'r', 'r', '1'};

struct Header {
  char magic[8];
  uint32_t array_count;
  uint32_t reserved;
  uint64_t file_bytes;
  char padding[40];
};
static_assert(sizeof(Header) == kAlignment, "written as it stands");

struct DirectoryEntry {
  char name[kNameBytesMax + 1];  // Padded with NUL.
  uint32_t type;
  uint32_t element_bytes;
  uint64_t offset;
  uint64_t count;
};
static_assert(sizeof(DirectoryEntry) == kAlignment, "written as it stands");

uint64_t AlignedUp(uint64_t offset) { return (offset + kAlignment - 1) / kAlignment * kAlignment; }

absl::string_view BytesOf(const void* data, size_t size) {
  return absl::string_view(static_cast<const char*>(data), size);
}

}  // namespace

void ArrayFileWriter::AddBytes(absl::string_view name, ElementType type, size_t element_bytes, size_t count,
                               absl::string_view bytes) {
  assert(!name.empty() && name.size() <= kNameBytesMax && arrays_.size() < kArraysMax);
  for (const Array& array : arrays_) assert(array.name != name);
  arrays_.push_back({std::string(name), type, static_cast<uint32_t>(element_bytes), count, bytes});
}

void ArrayFileWriter::Add(absl::string_view name, const StringsView& strings) {
  Add(absl::StrCat(name, ".offsets"), strings.offsets);
  Add(absl::StrCat(name, ".bytes"), strings.bytes);
}

absl::Status ArrayFileWriter::Write(const std::string& path) const {
  static constexpr char kZeros[kAlignment] = {};
  std::vector<DirectoryEntry> directory;
  std::vector<absl::string_view> pieces(2);  // Header and directory, filled in below.
  uint64_t offset = sizeof(Header) + arrays_.size() * sizeof(DirectoryEntry);
  for (const Array& array : arrays_) {
    DirectoryEntry entry = {};
    std::memcpy(entry.name, array.name.data(), array.name.size());
    entry.type = static_cast<uint32_t>(array.type);
    entry.element_bytes = array.element_bytes;
    entry.offset = offset;
    entry.count = array.count;
    directory.push_back(entry);
    const uint64_t end = offset + array.bytes.size();
    pieces.push_back(array.bytes);
    pieces.push_back(absl::string_view(kZeros, AlignedUp(end) - end));
    offset = AlignedUp(end);
  }
  Header header = {};
  std::memcpy(header.magic, kMagic, sizeof(kMagic));
  header.array_count = static_cast<uint32_t>(arrays_.size());
  header.file_bytes = offset;
  pieces[0] = BytesOf(&header, sizeof(header));
  pieces[1] = BytesOf(directory.data(), directory.size() * sizeof(DirectoryEntry));
  return WritePiecesDurably(path, pieces);
}

absl::StatusOr<ArrayFileReader> ArrayFileReader::Parse(absl::string_view bytes, const std::string& path) {
  assert(reinterpret_cast<uintptr_t>(bytes.data()) % 8 == 0);
  Header header;
  if (bytes.size() < sizeof(header)) return SnapshotCorrupt(path, "it is too short for an array file");
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (std::memcmp(header.magic, kMagic, sizeof(kMagic)) != 0) return SnapshotCorrupt(path, "it is no array file");
  if (header.file_bytes != bytes.size()) {
    return SnapshotCorrupt(path, absl::StrCat("it has ", bytes.size(), " bytes instead of ", header.file_bytes));
  }
  const uint64_t directory_end = sizeof(Header) + uint64_t{header.array_count} * sizeof(DirectoryEntry);
  if (header.array_count > kArraysMax || directory_end > bytes.size()) {
    return SnapshotCorrupt(path, "its directory does not fit into it");
  }
  ArrayFileReader reader(path);
  for (uint32_t i = 0; i < header.array_count; ++i) {
    const char* at = bytes.data() + sizeof(Header) + i * sizeof(DirectoryEntry);
    DirectoryEntry entry;
    std::memcpy(&entry, at, sizeof(entry));
    if (entry.name[0] == 0 || entry.name[kNameBytesMax] != 0) {
      return SnapshotCorrupt(path, absl::StrCat("array ", i, " has no proper name"));
    }
    // The name stays in the file's bytes, the entry here is a copy.
    const absl::string_view name(at, strnlen(at, kNameBytesMax));
    if (entry.element_bytes == 0 || entry.offset % kAlignment != 0 || entry.offset < directory_end ||
        entry.offset > bytes.size() || entry.count > (bytes.size() - entry.offset) / entry.element_bytes) {
      return SnapshotCorrupt(path, absl::StrCat("array ", name, " does not fit into it"));
    }
    reader.entries_.push_back({name, static_cast<ElementType>(entry.type), entry.element_bytes,
                               bytes.substr(entry.offset, entry.count * entry.element_bytes)});
  }
  return reader;
}

absl::StatusOr<absl::string_view> ArrayFileReader::Find(absl::string_view name, ElementType type,
                                                        size_t element_bytes) const {
  for (const Entry& entry : entries_) {
    if (entry.name != name) continue;
    if (entry.type != type || entry.element_bytes != element_bytes) {
      return SnapshotCorrupt(path_, absl::StrCat("array ", name, " is of another type"));
    }
    return entry.bytes;
  }
  return SnapshotCorrupt(path_, absl::StrCat("array ", name, " is missing"));
}

absl::Status ArrayFileReader::Take(absl::string_view name, StringsView* strings) const {
  WEFT_RETURN_IF_ERROR(Take(absl::StrCat(name, ".offsets"), &strings->offsets));
  WEFT_RETURN_IF_ERROR(Take(absl::StrCat(name, ".bytes"), &strings->bytes));
  return CheckOffsets(name, strings->offsets, strings->bytes.size());
}

absl::Status ArrayFileReader::CheckOffsets(absl::string_view name, absl::Span<const uint64_t> offsets,
                                           size_t count) const {
  if (offsets.empty()) {
    if (count == 0) return absl::OkStatus();
    return SnapshotCorrupt(path_, absl::StrCat("array ", name, " has values but no lists"));
  }
  uint64_t last = 0;
  for (const uint64_t offset : offsets) {
    if (offset < last || offset > count) {
      return SnapshotCorrupt(path_, absl::StrCat("the offsets of array ", name, " are out of order"));
    }
    last = offset;
  }
  if (offsets.front() != 0 || offsets.back() != count) {
    return SnapshotCorrupt(path_, absl::StrCat("the offsets of array ", name, " do not cover its values"));
  }
  return absl::OkStatus();
}

}  // namespace weft
