# How every target of Weft is declared: one library a folder, one test binary a folder.

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# Release keeps assertions: a broken invariant must stop the program.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
# Everywhere, since gRPC's users get it: a precompiled header serves only those with the same flags.
add_compile_options(-pthread)

if(WEFT_SANITIZE)
  add_compile_options(-fsanitize=${WEFT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -O1)
  add_link_options(-fsanitize=${WEFT_SANITIZE})
endif()

# What is not the product's own code is compiled with less optimization: expectations expand into so much code that
# most of the compiler's time went into optimizing it. The libraries under test keep theirs.
if(WEFT_SANITIZE)
  set(WEFT_TEST_OPTIMIZATION -O0)
else()
  set(WEFT_TEST_OPTIMIZATION -O1)
endif()

find_program(WEFT_CCACHE ccache)
if(WEFT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The sloppiness is what ccache needs to work with precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      # One cache serves every checkout: paths are hashed relative to the checkout they lie in.
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${WEFT_CCACHE})
endif()

set(WEFT_WARNINGS -Wall -Wextra -Wno-sign-compare -Wno-missing-field-initializers -Werror=return-type)

# Options shared by all our own code.
function(weft_options target)
  target_compile_options(${target} PRIVATE ${WEFT_WARNINGS} $<$<BOOL:${WEFT_PCH}>:-fpch-preprocess>)
  target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}")
endfunction()

# weft_library(name SOURCES a.cc ... DEPS target ... [NO_PCH] [GRPC])
# GRPC: most files read gRPC's headers and those of our services; they are precompiled, too.
# A folder with headers only becomes an INTERFACE library.
function(weft_library name)
  cmake_parse_arguments(ARG "NO_PCH;GRPC" "" "SOURCES;DEPS" ${ARGN})
  if(NOT ARG_SOURCES)
    add_library(${name} INTERFACE)
    target_include_directories(${name} INTERFACE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} INTERFACE ${ARG_DEPS})
    return()
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  weft_options(${name})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS})
  if(WEFT_PCH AND NOT ARG_NO_PCH)
    set(pch weft_pch)
    if(ARG_GRPC)
      set(pch weft_grpc_pch)
    endif()
    target_precompile_headers(${name} REUSE_FROM ${pch})
    target_link_libraries(${name} PRIVATE ${pch})
  endif()
endfunction()

# weft_binary(name SOURCES main.cc DEPS target ...)
function(weft_binary name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  weft_options(${name})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS})
endfunction()

# All tests with the label "unit" and no more: what the sanitizers' short run builds.
add_custom_target(unit_tests)

# weft_test(name SOURCES a_test.cc ... DEPS target ... [ARGS arg ...] [LABELS label ...] [TIMEOUT seconds] [GRPC])
# One binary a folder, one ctest entry a binary. LABELS default to "unit".
function(weft_test name)
  cmake_parse_arguments(ARG "GRPC" "TIMEOUT" "SOURCES;DEPS;ARGS;LABELS" ${ARGN})
  if(NOT ARG_SOURCES)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  weft_options(${name})
  target_compile_options(${name} PRIVATE ${WEFT_TEST_OPTIMIZATION})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} weft_testing GTest::gmock GTest::gtest_main)
  if(WEFT_PCH)
    set(pch weft_test_pch)
    if(ARG_GRPC)
      set(pch weft_grpc_test_pch)
    endif()
    target_precompile_headers(${name} REUSE_FROM ${pch})
    target_link_libraries(${name} PRIVATE ${pch})
  endif()
  add_test(NAME ${name} COMMAND ${name} ${ARG_ARGS} WORKING_DIRECTORY "${CMAKE_BINARY_DIR}")
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  if("unit" IN_LIST ARG_LABELS)
    add_dependencies(unit_tests ${name})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 600)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
endfunction()

if(WEFT_PCH)
  file(WRITE "${CMAKE_BINARY_DIR}/pch/empty.cc" "// Carries the precompiled header only.\n")
  file(WRITE "${CMAKE_BINARY_DIR}/pch/empty_test.cc" "// Carries the precompiled header of tests only.\n")
  add_library(weft_pch STATIC "${CMAKE_BINARY_DIR}/pch/empty.cc")
  add_library(weft_grpc_pch STATIC "${CMAKE_BINARY_DIR}/pch/empty.cc")
  add_library(weft_test_pch STATIC "${CMAKE_BINARY_DIR}/pch/empty_test.cc")
  add_library(weft_grpc_test_pch STATIC "${CMAKE_BINARY_DIR}/pch/empty_test.cc")
endif()
