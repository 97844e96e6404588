# Everything comes from the distribution except Faiss (cmake/Faiss.cmake) and the encoder's model.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(absl REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(SQLite3 REQUIRED)
# Beast and Asio: headers only.
find_package(Boost 1.74 REQUIRED)
find_package(OpenSSL REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
# Second opinions in tests and benchmarks only; igraph is GPL and never linked into the product.
pkg_check_modules(IGRAPH IMPORTED_TARGET igraph)
pkg_check_modules(OPENBLAS REQUIRED IMPORTED_TARGET openblas)
include(Faiss)

set(WEFT_ABSL absl::status absl::statusor absl::strings absl::str_format absl::flat_hash_map
    absl::flat_hash_set absl::span absl::time absl::optional absl::cleanup absl::cord absl::hash)

if(WEFT_PCH)
  foreach(pch weft_pch weft_test_pch)
    weft_options(${pch})
    target_link_libraries(${pch} PUBLIC ${WEFT_ABSL} protobuf::libprotobuf)
  endforeach()
  set(WEFT_PCH_HEADERS <algorithm> <cstdint> <functional> <memory> <string> <utility> <vector>
      "<google/protobuf/message.h>" "<google/protobuf/repeated_field.h>" "<google/protobuf/map.h>"
      "<absl/container/flat_hash_map.h>" "<absl/container/flat_hash_set.h>" "<absl/status/statusor.h>"
      "<absl/strings/str_cat.h>" "<absl/strings/str_format.h>" "<absl/strings/str_join.h>"
      "<absl/strings/str_split.h>" "<absl/time/time.h>" "<absl/types/optional.h>" "<absl/types/span.h>")
  target_precompile_headers(weft_pch PRIVATE ${WEFT_PCH_HEADERS})
  target_link_libraries(weft_test_pch PUBLIC GTest::gtest GTest::gmock)
  target_precompile_headers(weft_test_pch PRIVATE ${WEFT_PCH_HEADERS} "<gmock/gmock.h>" "<gtest/gtest.h>")
endif()
