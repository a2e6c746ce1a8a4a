# Changed in: Python 3.15
# The text of an expression is that of the source, without comments and without the space behind it.
# Needs: Python 3.14

total = 2
price = {"net": 3}


def shown(page):
    print([field.expression for field in page.interpolations])


shown(t"{total}{ total }{(total)  }{total  !r}{total  :>3}{ total = }")
shown(t"{price  ['net']}{price["net"] * (1+1)}{'\x41\n'}{total != 3}{total,}")
shown(t"""{
    total  # the sum
    + 1
}""")
if total:
    shown(t"""{ total +
        1 }""")
