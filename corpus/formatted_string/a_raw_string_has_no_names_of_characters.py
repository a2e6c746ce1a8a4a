# In a raw formatted string `\N{…}` is a backslash, an N and a field.

BULLET = 7
print(f"\N{BULLET}", rf"\N{BULLET}", rf"\N{BULLET!r:>{BULLET}}", rf"\N{{}}")
