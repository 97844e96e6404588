#include <iostream>
#include <string>
#include <vector>

#include "cli/weftctl.h"

int main(int argc, char** argv) {
  return weft::cli::RunWeftctl(std::vector<std::string>(argv + 1, argv + argc), {&std::cin, &std::cout, &std::cerr});
}
