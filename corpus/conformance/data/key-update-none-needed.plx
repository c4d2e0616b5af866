# A long exchange in small steps.
# cite: RFC 8446 section 5.3

object a client tls=1.3
peer p server
pump a p       -> ok None
a.write b"q0"  -> ok 2
move a p
p.read 100     -> ok b"q0"
p.write b"r0"
move p a
a.read 100     -> ok b"r0"
a.write b"q1"  -> ok 2
move a p
p.read 100     -> ok b"q1"
p.write b"r1"
move p a
a.read 100     -> ok b"r1"
a.write b"q2"  -> ok 2
move a p
p.read 100     -> ok b"q2"
p.write b"r2"
move p a
a.read 100     -> ok b"r2"
a.write b"q3"  -> ok 2
move a p
p.read 100     -> ok b"q3"
p.write b"r3"
move p a
a.read 100     -> ok b"r3"
a.write b"q4"  -> ok 2
move a p
p.read 100     -> ok b"q4"
p.write b"r4"
move p a
a.read 100     -> ok b"r4"
a.write b"q5"  -> ok 2
move a p
p.read 100     -> ok b"q5"
p.write b"r5"
move p a
a.read 100     -> ok b"r5"
a.write b"q6"  -> ok 2
move a p
p.read 100     -> ok b"q6"
p.write b"r6"
move p a
a.read 100     -> ok b"r6"
a.write b"q7"  -> ok 2
move a p
p.read 100     -> ok b"q7"
p.write b"r7"
move p a
a.read 100     -> ok b"r7"
a.write b"q8"  -> ok 2
move a p
p.read 100     -> ok b"q8"
p.write b"r8"
move p a
a.read 100     -> ok b"r8"
a.write b"q9"  -> ok 2
move a p
p.read 100     -> ok b"q9"
p.write b"r9"
move p a
a.read 100     -> ok b"r9"
a.write b"q10" -> ok 3
move a p
p.read 100     -> ok b"q10"
p.write b"r10"
move p a
a.read 100     -> ok b"r10"
a.write b"q11" -> ok 3
move a p
p.read 100     -> ok b"q11"
p.write b"r11"
move p a
a.read 100     -> ok b"r11"
