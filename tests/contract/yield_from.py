# Case: items
def outer():
    yield from numbers(1, 2)


show(listed(outer()))
# Prints: 1,2

# Case: value
def outer():
    value = yield from returning()
    print(value)


show(listed(outer()))
# Prints: 7 1

# Case: send
def outer():
    yield from telling()


show(sent(outer(), 7))
# Prints: 7 1

# Case: throw
def outer():
    yield from telling()


show(thrown(outer(), Problem()))
# Prints: 8 1

# Case: close
def outer():
    yield from telling()


show(closed(outer()))
# Prints: 9 1
