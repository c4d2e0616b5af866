"""An engine that differs from all others in its first six scripts, and then never again."""
import sys

HELLO = 'hello 1 name="moody" family="moody" version="1" library="none" semantics="3.13" capabilities=[]'

sys.stdout.write(HELLO + "\n")
sys.stdout.flush()
begun = 0
for line in sys.stdin:
    begun += line.startswith("begin")
    answer = "ok None"
    if line.startswith("state"):
        answer = "ok {}"
    elif line.startswith("show") and begun > 6:
        answer = 'NameError message="name \'nobody\' is not defined"'
    sys.stdout.write(answer + "\n")
    sys.stdout.flush()
