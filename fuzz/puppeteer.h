// Puppeteer: a puppet's conversation with one object of every engine, as the input has it.
//
// The input's first octet is who the puppet is: role, versions, a group that needs a retry, certificate, whether it asks for
// one, tickets, whether it resumes. Then comes one action after another: an octet for its kind, and a few for what it acts
// on; its highest bit puts it behind the handshake, else the next one into the second flight. After each, what was said goes
// to the object, and its answer into the puppet. Every input is a script; what a puppet refuses to say is an outcome of its
// step. Messages in their place are the puppet's own, fields those that a message has, octets as many as some field has, and
// what an input has no octets left for is filled: so a few octets are a conversation that breaks one rule.
// Complexity: at most 8 actions, each a few steps, since a handshake costs 0.5 ms.
#ifndef PARALLAX_FUZZ_PUPPETEER_H_
#define PARALLAX_FUZZ_PUPPETEER_H_

#include <cstddef>
#include <cstdint>

#include "harness/script/script.h"

namespace parallax::fuzz {

Script puppet_script(const std::uint8_t* data, std::size_t size);

}  // namespace parallax::fuzz

#endif  // PARALLAX_FUZZ_PUPPETEER_H_
