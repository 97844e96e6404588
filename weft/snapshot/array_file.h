#ifndef WEFT_SNAPSHOT_ARRAY_FILE_H_
#define WEFT_SNAPSHOT_ARRAY_FILE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "weft/base/error.h"
#include "weft/snapshot/snapshot_arrays.h"
#include "weft/snapshot/snapshot_error.h"

namespace weft {

// Named, typed arrays in one file, made to be mapped: each begins at a multiple of 64 bytes. Little-endian, as every
// CPU Weft runs on. Layout: a header, a directory of one entry an array, the arrays with zeros between them.

// What an array is made of. The numbers stand in files; never reuse them.
enum class ElementType : uint32_t {
  kChar = 1,
  kInt8 = 2,
  kUint32 = 3,
  kUint64 = 4,
  kInt64 = 5,
  kFloat = 6,
  kMemberSettings = 7,
  kClusterBridge = 8,
};

template <typename T>
struct ElementTypeOf;
template <>
struct ElementTypeOf<char> {
  static constexpr ElementType value = ElementType::kChar;
};
template <>
struct ElementTypeOf<int8_t> {
  static constexpr ElementType value = ElementType::kInt8;
};
template <>
struct ElementTypeOf<uint32_t> {
  static constexpr ElementType value = ElementType::kUint32;
};
template <>
struct ElementTypeOf<uint64_t> {
  static constexpr ElementType value = ElementType::kUint64;
};
template <>
struct ElementTypeOf<int64_t> {
  static constexpr ElementType value = ElementType::kInt64;
};
template <>
struct ElementTypeOf<float> {
  static constexpr ElementType value = ElementType::kFloat;
};
template <>
struct ElementTypeOf<MemberSettings> {
  static constexpr ElementType value = ElementType::kMemberSettings;
};
template <>
struct ElementTypeOf<ClusterBridge> {
  static constexpr ElementType value = ElementType::kClusterBridge;
};

// Collects arrays and writes them. The arrays must live until Write.
class ArrayFileWriter {
 public:
  // REQUIRES: name not empty, at most 39 bytes, not added before.
  template <typename T>
  void Add(absl::string_view name, absl::Span<const T> values) {
    AddBytes(name, ElementTypeOf<T>::value, sizeof(T), values.size(),
             absl::string_view(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)));
  }
  // Two arrays: "{name}.offsets" and "{name}.values".
  template <typename T>
  void Add(absl::string_view name, const ListsView<T>& lists) {
    Add(absl::StrCat(name, ".offsets"), lists.offsets);
    Add(absl::StrCat(name, ".values"), lists.values);
  }
  void Add(absl::string_view name, const StringsView& strings);
  // Writes and fsyncs the file.
  absl::Status Write(const std::string& path) const;

 private:
  struct Array {
    std::string name;
    ElementType type;
    uint32_t element_bytes;
    uint64_t count;
    absl::string_view bytes;
  };
  void AddBytes(absl::string_view name, ElementType type, size_t element_bytes, size_t count, absl::string_view bytes);
  std::vector<Array> arrays_;
};

// Reads arrays out of the bytes of a file, which must outlive it and everything taken from it. Trusts nothing: every
// error is DATA_LOSS (SNAPSHOT_CORRUPT) and names the file.
class ArrayFileReader {
 public:
  // REQUIRES: bytes begin at a multiple of 8 (mapped files do).
  static absl::StatusOr<ArrayFileReader> Parse(absl::string_view bytes, const std::string& path);

  // Sets `values` to the array of that name. Fails if it is missing or of another type.
  template <typename T>
  absl::Status Take(absl::string_view name, absl::Span<const T>* values) const {
    WEFT_ASSIGN_OR_RETURN(const absl::string_view found, Find(name, ElementTypeOf<T>::value, sizeof(T)));
    *values = absl::MakeConstSpan(reinterpret_cast<const T*>(found.data()), found.size() / sizeof(T));
    return absl::OkStatus();
  }
  // As written by the writer's Add of lists and strings. Offsets are checked: ascending from 0 to the last value.
  template <typename T>
  absl::Status Take(absl::string_view name, ListsView<T>* lists) const {
    WEFT_RETURN_IF_ERROR(Take(absl::StrCat(name, ".offsets"), &lists->offsets));
    WEFT_RETURN_IF_ERROR(Take(absl::StrCat(name, ".values"), &lists->values));
    return CheckOffsets(name, lists->offsets, lists->values.size());
  }
  absl::Status Take(absl::string_view name, StringsView* strings) const;

 private:
  struct Entry {
    absl::string_view name;
    ElementType type;
    uint32_t element_bytes;
    absl::string_view bytes;
  };
  explicit ArrayFileReader(std::string path) : path_(std::move(path)) {}
  absl::StatusOr<absl::string_view> Find(absl::string_view name, ElementType type, size_t element_bytes) const;
  absl::Status CheckOffsets(absl::string_view name, absl::Span<const uint64_t> offsets, size_t count) const;
  std::string path_;
  std::vector<Entry> entries_;
};

}  // namespace weft

#endif  // WEFT_SNAPSHOT_ARRAY_FILE_H_
