# An empty name is refused.
# cite: CPython Modules/_ssl.c, _ssl_configure_hostname: empty or leading dot (bpo-31399)

object a client server_hostname="" -> ValueError | ok  # 3.6 accepts it
object b client check_hostname=False server_hostname="" -> ValueError | ok
