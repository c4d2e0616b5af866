# Draws the table of libraries and reasons from a library's own headers, as CPython draws its own
# (Tools/ssl/make_ssl_data.py). Reads all of include/openssl/*.h, in any order; writes C++ for names.cc:
#
#   PARALLAX_LIBRARY(ERR_LIB_SSL, "SSL")
#   PARALLAX_REASON(ERR_LIB_SSL, 267, "WRONG_VERSION_NUMBER")
#
# Libraries are #defines in OpenSSL and an enum in BoringSSL. A reason whose prefix is no library
# (ERR_R_..., EVP_F_...) is no reason of a library and left out.

/^[ \t]*#[ \t]*define[ \t]+ERR_LIB_[A-Z0-9_]+[ \t]+[0-9]+/ {
  line = $0
  sub(/^[ \t]*#[ \t]*define[ \t]+ERR_LIB_/, "", line)
  split(line, word, /[ \t]+/)
  library[word[1]] = 1
}
/^[ \t]*ERR_LIB_[A-Z0-9_]+([ \t]*=[ \t]*[0-9]+)?,/ {
  line = $0
  sub(/^[ \t]*ERR_LIB_/, "", line)
  match(line, /^[A-Z0-9_]+/)
  library[substr(line, 1, RLENGTH)] = 1
}
/^[ \t]*#[ \t]*define[ \t]+[A-Z0-9_]+_R_[A-Z0-9_]+[ \t]+[0-9]+/ {
  line = $0
  sub(/^[ \t]*#[ \t]*define[ \t]+/, "", line)
  split(line, word, /[ \t]+/)
  at = index(word[1], "_R_")
  ++reasons
  prefix[reasons] = substr(word[1], 1, at - 1)
  name[reasons] = substr(word[1], at + 3)
  code[reasons] = word[2]
}
END {
  for (key in library) {
    if (key != "OFFSET" && key != "MASK" && key != "NONE" && key != "USER")
      printf "PARALLAX_LIBRARY(ERR_LIB_%s, \"%s\")\n", key, key
  }
  for (i = 1; i <= reasons; ++i) {
    if (prefix[i] in library)
      printf "PARALLAX_REASON(ERR_LIB_%s, %s, \"%s\")\n", prefix[i], code[i], name[i]
  }
}
