# A room is a folder of the house: every .cc in it but the tests is the room's library, every
# *_test.cc is one more source of the room's test program. Adding a file needs no edit here.

include(GoogleTest)
find_package(GTest REQUIRED)
find_package(fmt REQUIRED)

# The headers that nearly every file needs, parsed once a target: they are most of the build's time.
function(parallax_precompile target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <functional> <map> <memory> <optional> <string> <string_view> <variant> <vector>
    <fmt/format.h> <tl/expected.hpp>)
endfunction()

# parallax_unhurried(TARGET): its own files are built without optimisation, since they are read more often than they run.
function(parallax_unhurried target)
  target_compile_options(${target} PRIVATE -O0)
endfunction()

# parallax_room(NAME [USES target...]): library parallax_NAME and test program NAME_test.
function(parallax_room name)
  cmake_parse_arguments(ROOM "" "" "USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_(test|main)\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  add_library(parallax_${name} STATIC ${sources})
  target_include_directories(parallax_${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(parallax_${name} PUBLIC parallax_fmt ${ROOM_USES} PRIVATE parallax_flags)
  list(LENGTH sources count)
  if(count GREATER 3)
    parallax_precompile(parallax_${name})
  endif()
  if(tests)
    parallax_test(${name}_test SOURCES ${tests} USES parallax_${name})
  endif()
endfunction()

# parallax_test(NAME SOURCES file... USES target... [PREFIX text]): a GoogleTest program known to ctest, its tests under
# PREFIX where one source is built more than once.
# PARALLAX_SOURCE_DIR and PARALLAX_BUILD_DIR tell it where corpus and engines are.
function(parallax_test name)
  cmake_parse_arguments(TEST "" "PREFIX" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_USES} GTest::gtest GTest::gtest_main parallax_flags)
  parallax_unhurried(${name})
  # Only to those that ask: a definition that is a path makes the compiler's cache useless in another checkout.
  foreach(source IN LISTS TEST_SOURCES)
    get_filename_component(path "${source}" ABSOLUTE)
    if(NOT EXISTS "${path}")
      continue()
    endif()
    file(STRINGS "${path}" asks LIMIT_COUNT 1 REGEX "PARALLAX_(SOURCE|BUILD)_DIR|#include \"(engines|harness)/.*_test\\.h\"")
    if(asks)
      set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS
        "PARALLAX_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\";PARALLAX_BUILD_DIR=\"${CMAKE_BINARY_DIR}\"")
    endif()
  endforeach()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/test ENABLE_EXPORTS ON)
  gtest_discover_tests(${name} TEST_PREFIX "${TEST_PREFIX}" DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()

# parallax_engine(NAME SOURCES file... USES target... [INCLUDES dir...]): an engine as a shared
# object, lib/parallax/NAME.so, found by the name of the engine. Everything in it but its one
# exported function is hidden, so that two libraries with the same symbols live side by side.
function(parallax_engine name)
  cmake_parse_arguments(ENGINE "" "" "SOURCES;USES;INCLUDES;DEFINES" ${ARGN})
  add_library(engine_${name} MODULE ${ENGINE_SOURCES})
  set_target_properties(engine_${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name})
  target_include_directories(engine_${name} SYSTEM PRIVATE ${ENGINE_INCLUDES})
  target_compile_definitions(engine_${name} PRIVATE ${ENGINE_DEFINES})
  target_link_libraries(engine_${name} PRIVATE parallax_contract ${ENGINE_USES} parallax_flags)
  parallax_precompile(engine_${name})
  # The peer is the same whatever is tested. (planted_tls, made of its objects, is guided by behaviour alone.)
  if(NOT name STREQUAL "peer")
    parallax_guiding(engine_${name})
  endif()
  target_link_options(engine_${name} PRIVATE -Wl,--exclude-libs,ALL -Wl,-Bsymbolic)
endfunction()
