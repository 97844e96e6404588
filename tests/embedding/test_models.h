#ifndef WEFT_TESTS_EMBEDDING_TEST_MODELS_H_
#define WEFT_TESTS_EMBEDDING_TEST_MODELS_H_

#include <cstring>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "tests/testing/paths.h"
#include "weft/base/file.h"
#include "weft/embedding/model_file.h"

namespace weft {

inline std::string Int8ModelPath() { return DepsPath("encoder/encoder.int8.weft"); }
inline std::string FloatModelPath() { return DepsPath("encoder/encoder.f32.weft"); }

// Opened once for all tests; never freed.
inline const ModelFile& Int8Model() {
  static const ModelFile& file = *ModelFile::Open(Int8ModelPath()).value().release();
  return file;
}
inline const ModelFile& FloatModel() {
  static const ModelFile& file = *ModelFile::Open(FloatModelPath()).value().release();
  return file;
}

inline std::string TestData(const std::string& name) {
  return ReadFile(SourcePath("tests/embedding/testdata/" + name)).value();
}

// What the reference implementation gave for 312 texts (case kept): their pieces and their vectors.
inline const std::vector<std::string>& GoldenTexts() {
  static const auto& texts =
      *new std::vector<std::string>(absl::StrSplit(TestData("encoder_golden_texts.txt"), '\n', absl::SkipEmpty()));
  return texts;
}
inline const std::vector<float>& GoldenRows() {
  static const auto& rows = *[] {
    const std::string bytes = TestData("encoder_golden_512xf32.bin");
    auto* floats = new std::vector<float>(bytes.size() / sizeof(float));
    std::memcpy(floats->data(), bytes.data(), bytes.size());
    return floats;
  }();
  return rows;
}

}  // namespace weft

#endif  // WEFT_TESTS_EMBEDDING_TEST_MODELS_H_
