# A close_notify that went through a MemoryBIO of both ends arrived, though nobody carried it.
# found: target script, as a break of unwrap-needs-the-peers-close
bio x
object a client in=x
object b server out=x
pump a b
b.unwrap
a.unwrap
