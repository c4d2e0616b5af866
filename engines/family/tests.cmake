# The adapter's tests load the engines as the program does; included once all are defined.
if(TARGET engine_openssl AND TARGET engine_peer AND TARGET engine_boringssl)
  file(GLOB family_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*_test.cc)
  list(FILTER family_tests EXCLUDE REGEX "segmented_bio_test")  # below
  parallax_test(family_test SOURCES ${family_tests} $<TARGET_OBJECTS:parallax_clock_main>
                USES parallax_contract parallax_fmt ${CMAKE_DL_LIBS})
  add_dependencies(family_test engine_openssl engine_peer engine_boringssl)
else()
  message(STATUS "family_test: left out, it needs the engines openssl, peer and boringssl")
endif()

# The segmented BIO beside BIO_s_mem, on each library; linked with it, as an engine is.
function(parallax_segmented_bio_test name headers libcrypto)
  parallax_test(segmented_bio_${name}_test PREFIX ${name}.
    SOURCES ${PARALLAX_FAMILY_FOLDER}/segmented_bio_test.cc ${PARALLAX_FAMILY_FOLDER}/segmented_bio.cc
    USES parallax_buffer ${libcrypto} ${RAPIDCHECK_LIBRARY})
  get_filename_component(folder ${libcrypto} DIRECTORY)
  target_include_directories(segmented_bio_${name}_test SYSTEM PRIVATE ${headers} ${RAPIDCHECK_INCLUDE})
  set_target_properties(segmented_bio_${name}_test PROPERTIES BUILD_RPATH ${folder})
endfunction()
set(PARALLAX_FAMILY_FOLDER ${CMAKE_CURRENT_LIST_DIR})
if(TARGET engine_openssl)
  parallax_segmented_bio_test(openssl ${PARALLAX_OPENSSL_HEADERS} ${PARALLAX_LIBCRYPTO})
endif()
# An engine on a library of its own (PARALLAX_ENGINES) may be there without the system's.
if(TARGET engine_boringssl AND PARALLAX_BORINGSSL_CRYPTO)
  parallax_segmented_bio_test(boringssl ${PARALLAX_BORINGSSL_HEADERS} ${PARALLAX_BORINGSSL_CRYPTO})
endif()
