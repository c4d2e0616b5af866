# Writes OUT, a C++ source that holds the page's parts as raw strings. JS is a list: the files are one
# script, in a function of its own.
function(read_text variable)
  set(all "")
  foreach(file IN LISTS ARGN)
    file(READ "${file}" text)
    if(text MATCHES "\\)PLX\"")
      message(FATAL_ERROR "${file} holds `)PLX\"`, which would end its raw string")
    endif()
    string(APPEND all "${text}")
  endforeach()
  set(${variable} "${all}" PARENT_SCOPE)
endfunction()

read_text(html ${HTML})
read_text(css ${CSS})
read_text(js ${JS})
file(WRITE "${OUT}" "// Made by embed.cmake.
#include \"reports/html.h\"

namespace parallax {
const std::string_view kPageHtml = R\"PLX(${html})PLX\";
const std::string_view kPageCss = R\"PLX(${css})PLX\";
const std::string_view kPageJs = R\"PLX((() => {\n\"use strict\";\n${js}})();\n)PLX\";
}  // namespace parallax
")
