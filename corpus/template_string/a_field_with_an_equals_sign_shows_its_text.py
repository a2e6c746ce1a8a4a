# Changed in: Python 3.15
# `=` puts the text up to it into the template; the conversion is `r`, if nothing else is said.
# Needs: Python 3.14

total = 2


def shown(page):
    (field,) = page.interpolations
    print(page.strings, field.expression, field.conversion, repr(field.format_spec))


shown(t"{total=}")
shown(t"so { total  =  }!")
shown(t"{total=!s}")
shown(t"{total=:>5}")
shown(t"{total=!a:>5}")
shown(t"{total == 2 = }")
shown(t"{'\x41'=}")
