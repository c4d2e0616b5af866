# Names that DNS allows and host names do not are accepted.
# cite: CPython Lib/encodings/idna.py: ASCII labels pass as they are

object a client server_hostname="_srv.under_score.test" -> ok
a.server_hostname -> ok "_srv.under_score.test"
object b client server_hostname="-dash-.test" -> ok
