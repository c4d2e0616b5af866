"""What this engine cannot do. By itself, so that a module under test can say so before all else is imported."""


class Unsupported(Exception):
    """`unsupported "why"`."""
