# An escape stands for one character, by letter, number or name; in raw text it stands for itself.

for text in ("\a\b\f\n\r\t\v\\\'\"", "\x41\101\u0041\U00000041", "\N{LATIN SMALL LETTER A}\0\07",
             r"\n\x41\'"):
    print(len(text), ascii(text))
