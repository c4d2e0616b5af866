# Writes OUT, a C++ source that holds the site's parts. CODE is a list: those files are one script, in a function of its
# own. VENDOR is a folder, whose files go to vendor/.
set(arrays "")
set(table "")
set(number 0)
# As octets, since a compiler must bear a string literal of 65,536 only.
function(add_part path text)
  string(HEX "${text}" hex)
  string(REGEX REPLACE "(..)" "0x\\1," octets "${hex}")
  string(APPEND arrays "constexpr unsigned char kPart${number}[] = {${octets}0};\n")
  string(APPEND table "    {\"${path}\", view(kPart${number})},\n")
  math(EXPR number "${number} + 1")
  set(arrays "${arrays}" PARENT_SCOPE)
  set(table "${table}" PARENT_SCOPE)
  set(number ${number} PARENT_SCOPE)
endfunction()

file(READ ${HTML} html)
file(READ ${CSS} css)
set(code "")
foreach(file IN LISTS CODE)
  file(READ ${file} text)
  string(APPEND code "${text}")
endforeach()
file(GLOB files ${VENDOR}/*)
list(SORT files)
set(links "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} text)
  add_part(vendor/${name} "${text}")
  if(name MATCHES "\\.js$")
    string(APPEND links "<script src=\"vendor/${name}\" defer></script>\n")
  elseif(name MATCHES "\\.css$")
    string(APPEND links "<link rel=\"stylesheet\" href=\"vendor/${name}\">\n")
  endif()
endforeach()
string(REPLACE "<!-- vendor -->\n" "${links}" html "${html}")
add_part(index.html "${html}")
add_part(site.css "${css}")
add_part(site.js "(() => {\n\"use strict\";\n${code}})();\n")
file(WRITE ${OUT} "// Made by embed.cmake.
#include \"reports/site.h\"

namespace parallax {
namespace {

template <std::size_t N>
std::string_view view(const unsigned char (&octets)[N]) {
  return {reinterpret_cast<const char*>(octets), N - 1};
}

${arrays}
}  // namespace

const std::vector<SitePart>& site_parts() {
  static const std::vector<SitePart> parts = {
${table}  };
  return parts;
}

}  // namespace parallax
")
