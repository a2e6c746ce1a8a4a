# Bytes and template strings are told apart: one argument of a call may be the one, and the next the other.
# Needs: Python 3.14

print(b"\x41", t"\x42".strings, rb"\x43")
