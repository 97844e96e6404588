#ifndef WEFT_TESTS_TESTING_PATHS_H_
#define WEFT_TESTS_TESTING_PATHS_H_

#include <string>

namespace weft {

// Where tests find what they need: in the source tree, in the build, and in what scripts/bootstrap brought. Functions
// of one file, so that no other is compiled anew in another folder.
std::string SourcePath(const std::string& relative);
std::string BuildPath(const std::string& relative);
std::string DepsPath(const std::string& relative);

}  // namespace weft

#endif  // WEFT_TESTS_TESTING_PATHS_H_
