# weft::faiss, the only way to Faiss. Two builds of the same 1.7.3:
#   avx2   built from the distribution's source package by scripts/bootstrap into ${WEFT_DEPS}/faiss (default)
#   system the distribution's own library, SSE2 only: four times slower on flat search
add_library(weft_faiss INTERFACE)
add_library(weft::faiss ALIAS weft_faiss)
find_package(OpenMP REQUIRED COMPONENTS CXX)
if(WEFT_FAISS STREQUAL "avx2")
  if(NOT EXISTS "${WEFT_DEPS}/faiss/lib/libfaiss_avx2.a")
    message(FATAL_ERROR "Faiss is not in ${WEFT_DEPS}/faiss: run scripts/bootstrap first "
                        "(or configure with -DWEFT_FAISS=system to use the distribution's slower library)")
  endif()
  target_include_directories(weft_faiss SYSTEM INTERFACE "${WEFT_DEPS}/faiss/include")
  target_link_libraries(weft_faiss INTERFACE "${WEFT_DEPS}/faiss/lib/libfaiss_avx2.a" PkgConfig::OPENBLAS OpenMP::OpenMP_CXX)
  target_compile_definitions(weft_faiss INTERFACE WEFT_FAISS_AVX2=1)
else()
  find_library(WEFT_SYSTEM_FAISS faiss REQUIRED)
  target_link_libraries(weft_faiss INTERFACE "${WEFT_SYSTEM_FAISS}" PkgConfig::OPENBLAS OpenMP::OpenMP_CXX)
endif()
