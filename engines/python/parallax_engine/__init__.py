"""One engine of Parallax: the interpreter's own ssl module, driven by lines. See ../engine.py."""
