#include "tests/client-examples/weekly-email/golden_file.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"
#include "tests/testing/paths.h"

namespace weft::weekly_email {

void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string path = SourcePath("tests/client-examples/weekly-email/testdata/" + name);
  if (std::getenv("WEFT_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  EXPECT_EQ(text, content.str()) << "differs from testdata/" << name
                                 << "; if that is meant: WEFT_UPDATE_GOLDEN=1, then look at the file";
}

}  // namespace weft::weekly_email
