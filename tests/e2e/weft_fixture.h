#ifndef WEFT_TESTS_E2E_WEFT_FIXTURE_H_
#define WEFT_TESTS_E2E_WEFT_FIXTURE_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/e2e/process.h"
#include "tests/testing/temp_dir.h"

namespace weft::e2e {

// A data directory of its own, and the built programs at work on it.
class WeftFixture : public testing::Test {
 protected:
  // The end of a test: the server, if one runs, must stop cleanly.
  void TearDown() override;

  std::string data() const { return dir_.File("data"); }
  // Writes a file beside the data directory and returns its path.
  std::string WriteText(const std::string& name, const std::string& text) const;

  // weft-indexer COMMAND --data … MORE
  Finished Indexer(const std::string& command, const std::vector<std::string>& more) const;
  // Imports the food sample into network "food", shown unless a member says otherwise, and builds it.
  void MakeFoodNetwork() const;

  // Starts weft-server on a port of the kernel's choice and waits until it serves. Fails the test if it doesn't.
  void StartServer();
  // With SIGTERM; expects exit code 0.
  void StopServer();
  // With SIGKILL.
  void KillServer();
  Process* server() { return server_.get(); }
  const std::string& address() const { return address_; }

  // weftctl --server … ARGUMENTS
  Finished Ctl(const std::vector<std::string>& arguments) const;
  // The same with --json; expects success. Null if it fails.
  nlohmann::json CtlJson(std::vector<std::string> arguments) const;
  // Ids of members in an answer of `recommend` or `search`, in order.
  static std::vector<std::string> Ids(const nlohmann::json& entries);
  std::vector<std::string> Recommended(const std::string& member, const std::vector<std::string>& more = {}) const;
  std::vector<std::string> Found(const std::string& query) const;

  // Asks again and again until it is so; false after 20 seconds.
  static bool Eventually(const std::function<bool()>& is_so);

 private:
  TempDir dir_;
  std::unique_ptr<Process> server_;
  std::string address_;
};

// The path of a built program.
std::string Program(const std::string& name);

}  // namespace weft::e2e

#endif  // WEFT_TESTS_E2E_WEFT_FIXTURE_H_
