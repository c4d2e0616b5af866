# Build-wide options. Every illegal mix is refused here, with a sentence.

if(CMAKE_SOURCE_DIR STREQUAL CMAKE_BINARY_DIR)
  message(FATAL_ERROR "The build folder is the source folder, and what is built would lie among the sources; "
                      "delete CMakeCache.txt and CMakeFiles/ and use a preset, for example cmake --preset release.")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # cpack takes what is built, and builds nothing itself
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/lib/parallax)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

# -O3 buys nothing here that -O2 does not, and takes longer to build.
string(REPLACE "-O3" "-O2" CMAKE_C_FLAGS_RELEASE "${CMAKE_C_FLAGS_RELEASE}")
string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")

set(PARALLAX_SANITIZE "" CACHE STRING
    "Sanitizers to build with: empty, 'address,undefined', or 'thread'")
option(PARALLAX_FUZZ "Build the libFuzzer targets (needs Clang)" OFF)
option(PARALLAX_COVERAGE "Instrument for line coverage" OFF)

string(REPLACE "," ";" sanitizers "${PARALLAX_SANITIZE}")
foreach(sanitizer IN LISTS sanitizers)
  if(NOT sanitizer MATCHES "^(address|undefined|thread)$")
    message(FATAL_ERROR "PARALLAX_SANITIZE=${PARALLAX_SANITIZE}: '${sanitizer}' is not one of address, undefined "
                        "and thread; MemorySanitizer needs every library built with it, and the engines' are not.")
  endif()
endforeach()
if(PARALLAX_SANITIZE MATCHES "thread" AND PARALLAX_SANITIZE MATCHES "address")
  message(FATAL_ERROR "PARALLAX_SANITIZE=${PARALLAX_SANITIZE}: ThreadSanitizer and AddressSanitizer "
                      "both own the shadow memory and cannot share a process; build twice, with the "
                      "presets 'asan-ubsan' and 'tsan'.")
endif()
if(PARALLAX_COVERAGE AND PARALLAX_SANITIZE)
  message(FATAL_ERROR "PARALLAX_COVERAGE=ON with PARALLAX_SANITIZE=${PARALLAX_SANITIZE}: coverage "
                      "counters race under sanitizers and their figures cannot be trusted; use the "
                      "preset 'coverage' by itself.")
endif()
if(PARALLAX_FUZZ AND PARALLAX_COVERAGE)
  message(FATAL_ERROR "PARALLAX_FUZZ=ON with PARALLAX_COVERAGE=ON: a fuzz target that dies writes no coverage, so the "
                      "figures would leave out what matters; replay the corpus in the preset 'coverage'.")
endif()
if(PARALLAX_FUZZ AND NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "PARALLAX_FUZZ=ON needs Clang for -fsanitize=fuzzer, and the compiler is "
                      "${CMAKE_CXX_COMPILER_ID}; configure with -DCMAKE_CXX_COMPILER=clang++-19 or "
                      "the preset 'fuzz'.")
endif()
if(PARALLAX_FUZZ AND PARALLAX_SANITIZE MATCHES "thread")
  message(FATAL_ERROR "PARALLAX_FUZZ=ON with PARALLAX_SANITIZE=thread: the fuzz targets run one "
                      "script at a time, so ThreadSanitizer could find nothing; use 'asan-ubsan'.")
endif()

add_library(parallax_flags INTERFACE)
target_compile_options(parallax_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -fvisibility=hidden)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms of g++ 12 where a std::string is assigned a literal: GCC bugs 105329 and 105651.
  target_compile_options(parallax_flags INTERFACE -Wno-stringop-overflow -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # std::stable_sort of libstdc++ calls what C++17 deprecates, and a precompiled header hides that it is a system's.
  target_compile_options(parallax_flags INTERFACE -Wno-deprecated-declarations)
endif()
if(PARALLAX_SANITIZE)
  add_compile_options(-fsanitize=${PARALLAX_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all -g)
  add_link_options(-fsanitize=${PARALLAX_SANITIZE})
  # An engine is loaded, not linked: its copy of a class has type information of its own.
  if(PARALLAX_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize=vptr)
  endif()
endif()
if(PARALLAX_FUZZ)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()
if(PARALLAX_COVERAGE)
  add_compile_options(--coverage -O0 -g)
  add_link_options(--coverage)
endif()

# parallax_guiding(TARGET…): what libFuzzer counts edges and traces comparisons in: what is fuzzed, engines and parsers. In what
# drives and judges them it would find nothing to steer by, and two thirds of an input's time went there.
function(parallax_guiding)
  if(PARALLAX_FUZZ)
    foreach(target IN LISTS ARGN)
      target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    endforeach()
  endif()
endfunction()

# parallax_uninstrumented(OBJECTS [LIBRARY]): for what is preloaded into interpreters, which bring no sanitizer's
# run-time library.
function(parallax_uninstrumented objects)
  if(PARALLAX_SANITIZE OR PARALLAX_FUZZ)
    target_compile_options(${objects} PRIVATE -fno-sanitize=all)
    foreach(library IN LISTS ARGN)
      target_link_options(${library} PRIVATE -fno-sanitize=all)
    endforeach()
  endif()
endfunction()

# ccache refuses precompiled headers unless told that their time stamps do not matter, and the compilers to leave them out.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  else()
    add_compile_options(-fpch-preprocess)
  endif()
endif()
