# A ClientHello with a key share of a group that it does not list.
# cite: RFC 8446 section 4.2.8: servers may check, and may refuse with illegal_parameter
# found: target server_stream, from a seed: an octet of supported_groups changed

object a server tls=1.3
puppet p client tls=1.3
p.send client_hello set={"extensions.supported_groups.named_group_list": [23]}
move p a
a.do_handshake
a.out.read
