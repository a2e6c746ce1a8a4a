# In bytes, \u, \U and \N are no escapes, and in raw bytes none is; the backslash stays.

print(rb"\u0041", Rb"\x00", bR"\n", len(rb"\'"), b"a\
b", b"""two
lines""", b'"', b"{x} %d")
