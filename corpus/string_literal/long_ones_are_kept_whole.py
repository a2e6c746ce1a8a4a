# A string may be as long as it likes, over many lines, with all its spaces.

text = """first

    indented\ttab
  trailing:   \x20
\
joined "quoted" \"""three\"""
'single' \N{EM DASH} end """
print(len(text), ascii(text))
print(len("0123456789" * 100), text.count("\n"))
