"""What runs inside the interpreters under test: CPython 3.8 or later, nothing but the standard library."""
