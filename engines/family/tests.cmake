# The adapter's tests load the engines as the program does; included once all are defined.
if(TARGET engine_openssl AND TARGET engine_peer AND TARGET engine_boringssl)
  file(GLOB family_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*_test.cc)
  parallax_test(family_test SOURCES ${family_tests} $<TARGET_OBJECTS:parallax_clock_main>
                USES parallax_contract fmt::fmt-header-only ${CMAKE_DL_LIBS})
  add_dependencies(family_test engine_openssl engine_peer engine_boringssl)
else()
  message(STATUS "family_test: left out, it needs the engines openssl, peer and boringssl")
endif()
