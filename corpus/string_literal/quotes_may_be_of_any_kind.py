# Single, double and triple quotes make the same strings, and may hold the other ones.

print("it's", 'say "so"', '''it's "so"''', """a'''b""", "\"", '\'', 'a\
b', """\
no first line
    last"""
      "|", u"unicode", R"\raw", "", '')
print('"' == "\"", '''a''' == "a", repr('\'"'), repr("""
"""))
