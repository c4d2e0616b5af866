// Callbacks: from the library's hooks to a script's reactions.
//
// Source: CPython Modules/_ssl.c (_servername_callback, psk_client_callback, psk_server_callback)
// and Modules/_ssl/debughelpers.c.
#ifndef PARALLAX_ENGINES_FAMILY_CALLBACKS_H_
#define PARALLAX_ENGINES_FAMILY_CALLBACKS_H_

#include <cstddef>
#include <string>

#include "engines/family/library.h"

namespace parallax::family {

class TlsObject;

int on_servername(SSL* ssl, int* alert, void* context);
void on_keylog(const SSL* ssl, const char* line);
void on_message(int written, int version, int content_type, const void* octets, std::size_t length,
                SSL* ssl, void* argument);
// Runs the key log reaction of the object's context for one line, after the library call.
void deliver_keylog(TlsObject& object, const std::string& line);

}  // namespace parallax::family

#endif  // PARALLAX_ENGINES_FAMILY_CALLBACKS_H_
