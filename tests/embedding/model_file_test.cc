#include "weft/embedding/model_file.h"

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/embedding/test_models.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/embedding/sentence_encoder.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace weft {
namespace {

using ::testing::HasSubstr;

// Writes files as convert.mjs does, right or wrong.
class FileBuilder {
 public:
  FileBuilder& Raw(const std::string& bytes) {
    bytes_ += bytes;
    return *this;
  }
  template <typename T>
  FileBuilder& Value(T value) {
    return Raw(std::string(reinterpret_cast<const char*>(&value), sizeof(value)));
  }
  FileBuilder& U32(uint32_t value) { return Value(value); }
  FileBuilder& F32(float value) { return Value(value); }
  FileBuilder& Text(const std::string& text) { return U32(static_cast<uint32_t>(text.size())).Raw(text); }
  FileBuilder& Piece(double log_probability, const std::string& text) { return Value(log_probability).Text(text); }
  // Up to and with the bounds of frequency.
  FileBuilder& Head() { return Raw("WEFTENC\n").U32(1).U32(1).Text("test").F32(-3).F32(-14); }
  FileBuilder& HeadAndPieces() { return Head().U32(2).Piece(0, "x").Piece(-3, "▁the"); }
  std::string Finish() const {
    const uint64_t checksum = XXH64(bytes_.data(), bytes_.size(), 0);
    return bytes_ + std::string(reinterpret_cast<const char*>(&checksum), sizeof(checksum));
  }

 private:
  std::string bytes_;
};

std::string SmallFile() {
  return FileBuilder()
      .HeadAndPieces()
      .U32(2)
      .Text("m")
      .U32(1)
      .U32(2)
      .U32(3)
      .F32(0.5f)
      .F32(1)
      .F32(2)
      .Raw(std::string("\x01\x02\x03\xff\xfe\xfd", 6))
      .Text("v")
      .U32(0)
      .U32(1)
      .U32(2)
      .F32(7)
      .F32(8)
      .Finish();
}

absl::StatusOr<std::unique_ptr<ModelFile>> Open(const TempDir& dir, const std::string& content) {
  EXPECT_OK(WriteFileDurably(dir.File("model"), content));
  return ModelFile::Open(dir.File("model"));
}

TEST(ModelFileTest, ReadsWhatWasWritten) {
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<ModelFile> file, Open(dir, SmallFile()));
  EXPECT_EQ(file->source(), "test");
  EXPECT_TRUE(file->int8());
  EXPECT_EQ(file->checksum().size(), 16u);
  EXPECT_EQ(file->log_probability_common(), -3);
  EXPECT_EQ(file->log_probability_rare(), -14);
  ASSERT_EQ(file->pieces().size(), 2u);
  EXPECT_EQ(file->pieces()[1].text, "▁the");
  ASSERT_OK_AND_ASSIGN(ModelTensor matrix, file->Tensor("m", 2, 3, ModelTensor::Kind::kInt8ScaleAColumn));
  EXPECT_THAT(matrix.Int8Values(), testing::ElementsAre(1, 2, 3, -1, -2, -3));
  EXPECT_THAT(matrix.Scales(), testing::ElementsAre(0.5f, 1, 2));
  ASSERT_OK_AND_ASSIGN(std::vector<float> vector, file->Vector("v", 2));
  EXPECT_THAT(vector, testing::ElementsAre(7, 8));
}

TEST(ModelFileTest, TensorsAreTakenByNameShapeAndKind) {
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<ModelFile> file, Open(dir, SmallFile()));
  EXPECT_THAT(file->Tensor("m", 3, 2, ModelTensor::Kind::kInt8ScaleAColumn).status(),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("m as 2 x 3, not 3 x 2")));
  EXPECT_THAT(file->Tensor("m", 2, 3, ModelTensor::Kind::kInt8ScaleARow).status(), HasReason("MODEL_CORRUPT"));
  EXPECT_THAT(file->Vector("absent", 2).status(), HasReason("MODEL_CORRUPT"));
}

TEST(ModelFileTest, AModelWithoutTheNetworksTensorsIsRefused) {
  TempDir dir;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<ModelFile> file, Open(dir, SmallFile()));
  EXPECT_THAT(SentenceEncoder::Create(*file).status(), HasReason("MODEL_CORRUPT"));
}

struct WrongFile {
  const char* name;
  std::string content;
  const char* reason;
};

class WrongFileTest : public testing::TestWithParam<WrongFile> {};

TEST_P(WrongFileTest, IsRefusedByName) {
  TempDir dir;
  const absl::Status status = Open(dir, GetParam().content).status();
  EXPECT_THAT(status, HasReason(GetParam().reason));
  EXPECT_THAT(std::string(status.message()), HasSubstr(dir.File("model")));
}

std::string WithByte(std::string bytes, size_t at, char value) {
  bytes[at] = value;
  return bytes;
}

FileBuilder Tensors(uint32_t count) { return FileBuilder().HeadAndPieces().U32(count); }

INSTANTIATE_TEST_SUITE_P(
    All, WrongFileTest,
    testing::Values(
        WrongFile{"Empty", "", "MODEL_CORRUPT"}, WrongFile{"MagicOnly", "WEFTENC\n", "MODEL_CORRUPT"},
        WrongFile{"HalfTheMagic", "WEFT", "MODEL_CORRUPT"}, WrongFile{"Text", "Hello, world\n", "MODEL_FOREIGN"},
        WrongFile{"Zip", std::string("PK\x03\x04", 4) + std::string(5000, 'x'), "MODEL_FOREIGN"},
        WrongFile{"Zeros", std::string(4096, '\0'), "MODEL_FOREIGN"},
        WrongFile{"Magic", WithByte(SmallFile(), 0, 'w'), "MODEL_FOREIGN"},
        WrongFile{"NewerVersion", WithByte(SmallFile(), 8, 2), "MODEL_VERSION"},
        WrongFile{"KindOfWeights", WithByte(SmallFile(), 12, 2), "MODEL_CORRUPT"},
        WrongFile{"LengthOfSource", WithByte(SmallFile(), 16, 5), "MODEL_CORRUPT"},
        WrongFile{"Checksum", WithByte(SmallFile(), SmallFile().size() - 1, 0x55), "MODEL_CORRUPT"},
        WrongFile{"LastByteMissing", SmallFile().substr(0, SmallFile().size() - 1), "MODEL_CORRUPT"},
        WrongFile{"OneByteMore", SmallFile() + "x", "MODEL_CORRUPT"},
        // From here on the checksum is right and the content is not.
        WrongFile{"UnknownKindOfWeights", FileBuilder().Raw("WEFTENC\n").U32(1).U32(7).Finish(), "MODEL_CORRUPT"},
        WrongFile{"SourceTooLong", FileBuilder().Raw("WEFTENC\n").U32(1).U32(1).U32(~0u).Finish(), "MODEL_CORRUPT"},
        WrongFile{"BoundsReversed",
                  FileBuilder().Raw("WEFTENC\n").U32(1).U32(1).Text("").F32(-9).F32(-3).U32(0).Finish(),
                  "MODEL_CORRUPT"},
        WrongFile{"BoundsNotNumbers",
                  FileBuilder().Raw("WEFTENC\n").U32(1).U32(1).Text("").F32(NAN).F32(NAN).U32(0).Finish(),
                  "MODEL_CORRUPT"},
        WrongFile{"NoPieces", FileBuilder().Head().U32(0).U32(0).Finish(), "MODEL_CORRUPT"},
        WrongFile{"TooManyPieces", FileBuilder().Head().U32(~0u).Finish(), "MODEL_CORRUPT"},
        WrongFile{"PiecesEndEarly", FileBuilder().Head().U32(3).Piece(0, "x").Finish(), "MODEL_CORRUPT"},
        WrongFile{"EmptyPiece", FileBuilder().Head().U32(1).Piece(0, "").U32(0).Finish(), "MODEL_CORRUPT"},
        WrongFile{"PieceOfNoProbability", FileBuilder().Head().U32(1).Piece(NAN, "x").U32(0).Finish(), "MODEL_CORRUPT"},
        WrongFile{"TooManyTensors", Tensors(~0u).Finish(), "MODEL_CORRUPT"},
        WrongFile{"TensorsEndEarly", Tensors(1).Finish(), "MODEL_CORRUPT"},
        WrongFile{"TensorOfUnknownKind", Tensors(1).Text("t").U32(3).U32(1).U32(1).F32(1).Finish(), "MODEL_CORRUPT"},
        WrongFile{"TensorWithoutRows", Tensors(1).Text("t").U32(0).U32(0).U32(1).Finish(), "MODEL_CORRUPT"},
        WrongFile{"TensorWithoutEnd", Tensors(1).Text("t").U32(0).U32(1 << 20).U32(1 << 20).Finish(), "MODEL_CORRUPT"},
        WrongFile{"TensorTooWide", Tensors(1).Text("t").U32(0).U32(1).U32(~0u).Finish(), "MODEL_CORRUPT"},
        WrongFile{"TensorNotANumber", Tensors(1).Text("t").U32(0).U32(1).U32(1).F32(NAN).Finish(), "MODEL_CORRUPT"},
        WrongFile{"ScaleNotFinite", Tensors(1).Text("t").U32(1).U32(1).U32(1).F32(INFINITY).Raw("x").Finish(),
                  "MODEL_CORRUPT"},
        WrongFile{"TensorTwice",
                  Tensors(2).Text("t").U32(0).U32(1).U32(1).F32(1).Text("t").U32(0).U32(1).U32(1).F32(1).Finish(),
                  "MODEL_CORRUPT"},
        WrongFile{"BytesLeftOver", Tensors(0).Raw("more").Finish(), "MODEL_CORRUPT"}),
    [](const auto& info) { return info.param.name; });

TEST(ModelFileTest, MissingFileSaysWhereItComesFrom) {
  EXPECT_THAT(ModelFile::Open("/nonexistent/model").status(),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("/nonexistent/model")));
  EXPECT_THAT(ModelFile::Open("/nonexistent/model").status(), HasReason("FILE_NOT_FOUND"));
}

TEST(ModelFileTest, EveryTruncationIsRefused) {
  TempDir dir;
  const std::string good = SmallFile();
  for (size_t n = 0; n < good.size(); ++n) EXPECT_FALSE(Open(dir, good.substr(0, n)).ok()) << n;
}

TEST(ModelFileTest, EveryFlippedBitIsRefused) {
  TempDir dir;
  const std::string good = SmallFile();
  for (size_t bit = 0; bit < 8 * good.size(); ++bit) {
    std::string bad = good;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(Open(dir, bad).ok()) << bit;
  }
}

TEST(ModelFileTest, FlippedBitsInTheRealModelAreRefused) {
  TempDir dir;
  std::string content = ReadFile(Int8ModelPath()).value();
  for (size_t at = 11; at < content.size(); at += content.size() / 9) {
    content[at] = static_cast<char>(content[at] ^ 0x10);
    EXPECT_FALSE(Open(dir, content).ok()) << at;
    content[at] = static_cast<char>(content[at] ^ 0x10);
  }
  EXPECT_OK(Open(dir, content).status());
}

TEST(ModelFileTest, TheRealModelIsSmallAndSaysWhereItIsFrom) {
  EXPECT_THAT(std::string(Int8Model().source()), HasSubstr("model-embeddings-en@0.2.0"));
  EXPECT_EQ(Int8Model().pieces().size(), 8000u);
  EXPECT_FALSE(FloatModel().int8());
  EXPECT_LT(ReadFile(Int8ModelPath())->size(), 7500000u);
}

}  // namespace
}  // namespace weft
