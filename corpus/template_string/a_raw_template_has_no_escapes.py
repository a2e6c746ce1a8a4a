# In a raw template no backslash means anything, and the prefix may be written in any way.
# Needs: Python 3.14

x = 1


def shown(page):
    print(page.strings, [field.format_spec for field in page.interpolations])


shown(t"\n{x:\x41}")
shown(rt"\n{x:\d}\{x}")
shown(tr"\n{{{x}")
shown(TR'\n')
shown(T"\N{DIGIT ONE}")
