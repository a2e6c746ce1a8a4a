# A field may hold any string: with the same quotes, formatted, or a template.
# Needs: Python 3.14

x = 1
page = t"{"a" "b"}{f"{x}{x=}"}{t"{x + 1}{t'{x}'}"}"
print([field.expression for field in page.interpolations])
print(page.values[:2], page.values[2].interpolations[0].expression)
print(page.values[2].values[1].interpolations[0].expression)
print(f"{t'{x + 1}'.interpolations[0].expression=}")
