"""engines/python/engine.py under LeakSanitizer, which is asked at the end, before the process goes by os._exit.

    python2.7 sanitized_engine.py --lose=OCTETS ENGINE-ARGUMENTS

--lose=OCTETS  loses so many octets first, for which nobody has a pointer: what a leak looks like (0: none)
"""
import ctypes
import gc
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
sys.path.insert(0, os.path.join(ROOT, "engines", "python"))
import engine  # noqa: E402

if __name__ == "__main__":
    lose = int(sys.argv.pop(1).partition("=")[2])
    process = ctypes.CDLL(None)
    process.malloc.restype = ctypes.c_void_p
    process.malloc.argtypes = [ctypes.c_size_t]
    for _ in range(20 if lose else 0):  # a register or a dead frame may keep one of them
        process.malloc(lose)
    status = engine.main(sys.argv[1:])
    gc.collect()
    leaked = process.__lsan_do_recoverable_leak_check()
    os._exit(status or (23 if leaked else 0))
