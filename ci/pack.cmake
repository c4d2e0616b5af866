# The tarball: bin/, lib/parallax/ and share/parallax/ under one folder, which may stand anywhere. It needs the
# libraries of the engines from the system; an engine whose library is missing says so.

# parallax_targets(OUT DIRECTORY): every target of a directory and of those below it.
function(parallax_targets out directory)
  get_directory_property(found DIRECTORY ${directory} BUILDSYSTEM_TARGETS)
  get_directory_property(below DIRECTORY ${directory} SUBDIRECTORIES)
  foreach(one IN LISTS below)
    parallax_targets(more ${one})
    list(APPEND found ${more})
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# Every shared object built into lib/parallax is an engine, or is needed beside them.
# `program` builds these alone, without tests: it is what ci/quickstart needs.
add_custom_target(program)
add_dependencies(program parallax parallax-host)
parallax_targets(targets ${CMAKE_SOURCE_DIR})
foreach(target IN LISTS targets)
  get_target_property(kind ${target} TYPE)
  get_target_property(folder ${target} LIBRARY_OUTPUT_DIRECTORY)
  if(kind MATCHES "^(MODULE|SHARED)_LIBRARY$" AND folder STREQUAL "${CMAKE_BINARY_DIR}/lib/parallax")
    # A library outside the linker's own folders (BoringSSL's) is found where it was at build time.
    set_target_properties(${target} PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)
    install(TARGETS ${target} LIBRARY DESTINATION lib/parallax)
    add_dependencies(program ${target})
  endif()
endforeach()
install(TARGETS parallax parallax-host RUNTIME DESTINATION bin)
# `parallax bench`, where it was built.
if(TARGET parallax-bench)
  install(TARGETS parallax-bench RUNTIME DESTINATION bin OPTIONAL)
  install(TARGETS parallax_count LIBRARY DESTINATION lib/parallax OPTIONAL)
endif()
foreach(library openssl boringssl)
  if(TARGET bench_${library})
    install(TARGETS bench_${library} LIBRARY DESTINATION lib/parallax/bench OPTIONAL)
  endif()
endforeach()
install(FILES ${CMAKE_SOURCE_DIR}/harness/bench/buffers_bench.py ${CMAKE_SOURCE_DIR}/harness/bench/baseline_bench.py
        DESTINATION share/parallax/harness/bench)

set(share share/parallax)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/corpus ${CMAKE_SOURCE_DIR}/docs DESTINATION ${share} USE_SOURCE_PERMISSIONS)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/engines/python DESTINATION ${share}/engines USE_SOURCE_PERMISSIONS
        PATTERN __pycache__ EXCLUDE)
# For python:PATH+pep546: the form that needs no compiler.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/engines/backport/pep546 DESTINATION ${share}/engines/backport
        FILES_MATCHING PATTERN *.py PATTERN __pycache__ EXCLUDE)
# `parallax engines add` compiles the family's adapter for another library.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/engines/family DESTINATION ${share}/engines USE_SOURCE_PERMISSIONS)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/harness/buffer ${CMAKE_SOURCE_DIR}/harness/contract DESTINATION ${share}/harness)
foreach(page README.md CHANGELOG.md LICENSE)
  install(FILES ${CMAKE_SOURCE_DIR}/${page} DESTINATION ${share} OPTIONAL)
endforeach()

set(CPACK_GENERATOR TGZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_FILE_NAME parallax-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_VERBATIM_VARIABLES ON)
include(CPack)
