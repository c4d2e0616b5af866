# What the object knows of itself inside the callback.
# cite: Python docs, ssl.SSLContext.sni_callback
# sentence: python-ssl.SSLObject-007 MUST

context s server tls=1.3 alpn=h2
object a server context=s
on s.sni {
    a.version
    a.cipher
    a.pending
    a.server_hostname
    a.selected_alpn_protocol
    return None
}
peer p client alpn=h2
pump a p                 -> ok None
a.selected_alpn_protocol -> ok "h2"
