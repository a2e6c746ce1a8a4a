# Letters of all scripts, line separators, NUL and lone surrogates are kept as they are.

for text in ("é日本😀", "\u2028\u2029\x85\ufeff", "\x00", "\ud800\udfff", "\udc80x",
             "\U0010ffff", "e\u0301", "ﬁ"):
    print(len(text), ascii(text))
