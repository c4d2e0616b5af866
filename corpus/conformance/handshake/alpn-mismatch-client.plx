# No ALPN protocol in common, seen by the client: Python's servers go on without one.
# cite: RFC 7301 section 3.2
# cite: CPython Modules/_ssl.c, _selectALPN_cb: SSL_TLSEXT_ERR_NOACK

object a client alpn=h2
peer p server alpn=http/1.1
pump a p                 -> ok None
a.selected_alpn_protocol -> ok None
p.selected_alpn_protocol -> ok None
