# Bytes from 0 to 255 can be written as characters or escapes.

print(b"abc", b"\x00\x7f\x80\xff", b"\n\t\\\'\"", b"\101", b"", len(b"\xc3\xa9"), list(b"A\x01"))
