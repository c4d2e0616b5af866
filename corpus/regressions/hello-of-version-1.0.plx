# A ClientHello whose legacy_version is older than SSL 3.0 by far, beside supported_versions.
# cite: RFC 8446 section 4.2.1: legacy_version is not looked at beside supported_versions; D.5 wants 0x0300 refused
# found: target server_stream, from a seed: an octet of the version changed

object a server tls=1.2-1.3
puppet p client tls=1.3
p.send client_hello legacy_version=256
move p a
a.do_handshake
a.out.read
