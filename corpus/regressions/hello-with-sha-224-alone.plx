# A server of TLS 1.2 that is offered signatures with SHA-224 alone signs with it, or refuses.
# cite: RFC 5246 section 7.4.1.4.1: sha224 is a HashAlgorithm; RFC 9155 deprecates MD5 and SHA-1 only
# found: target server_stream under AFL++, from a seed: the list of algorithms moved by an octet

object a server tls=1.2
puppet p client tls=1.2
p.send client_hello set={"extensions.signature_algorithms.supported_signature_algorithms": [771, 769]}
move p a
a.do_handshake
