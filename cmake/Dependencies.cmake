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
# What client-examples/weekly-email needs.
find_package(CURL REQUIRED)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
# It hands on a define for large files that 64-bit systems do not need and that no precompiled header was made with.
set_property(TARGET PkgConfig::GMIME PROPERTY INTERFACE_COMPILE_OPTIONS "")
# Second opinions in tests and benchmarks only; igraph is GPL and never linked into the product.
pkg_check_modules(IGRAPH IMPORTED_TARGET igraph)
pkg_check_modules(OPENBLAS REQUIRED IMPORTED_TARGET openblas)
# The static library: the shared one pulls in GLPK, which is GPL.
find_package(lemon REQUIRED)
add_library(weft_lemon INTERFACE)
add_library(weft::lemon ALIAS weft_lemon)
target_include_directories(weft_lemon SYSTEM INTERFACE "${LEMON_INCLUDE_DIRS}")
target_link_libraries(weft_lemon INTERFACE "${LEMON_LIBRARIES}")
include(Faiss)

set(WEFT_ABSL absl::status absl::statusor absl::strings absl::str_format absl::flat_hash_map
    absl::flat_hash_set absl::span absl::time absl::optional absl::cleanup absl::cord absl::hash)

if(WEFT_PCH)
  foreach(pch weft_pch weft_grpc_pch weft_test_pch weft_grpc_test_pch)
    weft_options(${pch})
    target_link_libraries(${pch} PUBLIC ${WEFT_ABSL} protobuf::libprotobuf)
  endforeach()
  set(WEFT_PCH_HEADERS <algorithm> <cstdint> <functional> <memory> <string> <utility> <vector>
      "<google/protobuf/message.h>" "<google/protobuf/repeated_field.h>" "<google/protobuf/map.h>"
      "<absl/container/flat_hash_map.h>" "<absl/container/flat_hash_set.h>" "<absl/status/statusor.h>"
      "<absl/strings/str_cat.h>" "<absl/strings/str_format.h>" "<absl/strings/str_join.h>"
      "<absl/strings/str_split.h>" "<absl/time/time.h>" "<absl/types/optional.h>" "<absl/types/span.h>")
  # The services' own headers are generated: whoever precompiles them waits for the generator.
  set(WEFT_PCH_GRPC_HEADERS "<grpcpp/grpcpp.h>" "<grpcpp/support/server_callback.h>"
      "<weft/v1/index_service.grpc.pb.h>" "<weft/v1/match_service.grpc.pb.h>" "<weft/v1/member_service.grpc.pb.h>"
      "<weft/v1/network_service.grpc.pb.h>" "<weft/v1/tie_service.grpc.pb.h>")
  set(WEFT_PCH_TEST_HEADERS "<gmock/gmock.h>" "<gtest/gtest.h>")
  foreach(pch weft_grpc_pch weft_grpc_test_pch)
    target_link_libraries(${pch} PUBLIC weft_proto_services)
  endforeach()
  foreach(pch weft_test_pch weft_grpc_test_pch)
    target_compile_options(${pch} PRIVATE ${WEFT_TEST_OPTIMIZATION})
    target_link_libraries(${pch} PUBLIC GTest::gtest GTest::gmock)
  endforeach()
  target_precompile_headers(weft_pch PRIVATE ${WEFT_PCH_HEADERS})
  target_precompile_headers(weft_grpc_pch PRIVATE ${WEFT_PCH_HEADERS} ${WEFT_PCH_GRPC_HEADERS})
  target_precompile_headers(weft_test_pch PRIVATE ${WEFT_PCH_HEADERS} ${WEFT_PCH_TEST_HEADERS})
  target_precompile_headers(weft_grpc_test_pch PRIVATE ${WEFT_PCH_HEADERS} ${WEFT_PCH_TEST_HEADERS}
                            ${WEFT_PCH_GRPC_HEADERS})
endif()
