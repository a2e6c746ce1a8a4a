# Bytes side by side are one; bytes beside a string are an error before anything runs.

print(b"a" b'b' rb"\c", bytes(b"1" b"2"))
for source in ('b"a" "b"', '"a" b"b"', 'b"a" f"b"'):
    try:
        compile(source, "source", "eval")
    except SyntaxError:
        print("SyntaxError", source)
