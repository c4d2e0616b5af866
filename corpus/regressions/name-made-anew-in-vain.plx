# A name that is made anew in vain is gone: what it was says nothing of it any more.
# cite: docs/language.md; harness/compare/rules.h, handshake-done-once
# found: target script, from an empty corpus: a false alarm of handshake-done-once

peer a client
object p server
pump a p
peer p client tickets=30
p.do_handshake
