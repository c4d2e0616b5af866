# An IPv6 address may be written in any way.
# cite: RFC 4291 section 2.2

object a client server_hostname="::1"
peer p server cert=ip-only
pump a p -> ok None
object b client server_hostname="0:0:0:0:0:0:0:1"
peer q server cert=ip-only
pump b q -> ok None
object c client server_hostname="0000::0001"
peer r server cert=ip-only
pump c r -> ok None
