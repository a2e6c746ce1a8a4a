# Each piece is read by its own prefix: raw, formatted or plain.

n = 5
print(r"\n" "\t|" R"\\")
print("{n} " f"{n} " "{{}} " f"{{}} " rf"\{n}" r"{n}")
print(b"a\x00" rb"\x00" B"c")
