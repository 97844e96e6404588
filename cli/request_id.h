#ifndef WEFT_CLI_REQUEST_ID_H_
#define WEFT_CLI_REQUEST_ID_H_

#include <string>

namespace weft::cli {

// A fresh UUID4. Goes with every write, so that a retry is recognized and writes nothing twice.
std::string NewRequestId();

}  // namespace weft::cli

#endif  // WEFT_CLI_REQUEST_ID_H_
