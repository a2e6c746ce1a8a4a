# There is always one text more than there are fields; a template gives the texts that are not empty.
# Needs: Python 3.14

x = 1
for page in (t"", t"a", t"{x}", t"a{x}", t"{x}{x}b", t"{{x}}{x}\x41"):
    print(page.strings, page.values, len(page.interpolations))
    print([part if isinstance(part, str) else part.value for part in page])
