# One object's outgoing MemoryBIO is the other's incoming one: what the reader took is not there to be carried.
# found: target script, as a break of bio-octets-in-order
bio x
object a client in=x
object b server out=x
pump a b
