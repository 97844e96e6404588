#ifndef WEFT_TESTS_TESTING_OVERWRITE_FILE_H_
#define WEFT_TESTS_TESTING_OVERWRITE_FILE_H_

#include <fstream>
#include <string>

namespace weft {

// Writes a file without fsync, for tests that damage files hundreds of times. Returns whether it could.
inline bool OverwriteFile(const std::string& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << content;
  out.close();
  return out.good();
}

}  // namespace weft

#endif  // WEFT_TESTS_TESTING_OVERWRITE_FILE_H_
