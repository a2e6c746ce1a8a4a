# Each evaluation makes a template, which equals only itself and cannot be changed; nor can what it holds.
# Needs: Python 3.14

def page():
    return t"a{1}"


print(page() == page(), page() is page())
one = page()
(field,) = one.interpolations
print(one == one, hash(one) == hash(one), field == field, field == page().interpolations[0], field in {field})
for holder, names in (one, ("strings", "interpolations", "values")), (field, ("value", "expression", "conversion")):
    for name in names:
        try:
            setattr(holder, name, ())
        except AttributeError:
            print("refused", name)
