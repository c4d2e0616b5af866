# Without verification everything is accepted: expired, unknown, wrong name.
# cite: Python docs, ssl.CERT_NONE

object a client verify=none check_hostname=False
peer p server cert=expired
pump a p -> ok None
object b client verify=none check_hostname=False
peer q server cert=unknown-ca
pump b q -> ok None
object c client verify=none check_hostname=False
peer r server cert=self-signed
pump c r -> ok None
object d client verify=none check_hostname=False
peer s server cert=wrong-name
pump d s -> ok None
object e client verify=none check_hostname=False
peer t server cert=chain-missing
pump e t -> ok None
