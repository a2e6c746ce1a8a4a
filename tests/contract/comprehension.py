# Case: list
show([same(number) for number in numbers(1, 2)])
# Prints: 1,2

# Case: set
show({same(number) for number in numbers(1, 2)})
# Prints: 1,2

# Case: dict
show({number: same(number) for number in numbers(1, 2)})
# Prints: 1:1,2:2

# Case: condition
show([number for number in numbers(0, 1, 2) if number])
# Prints: 1,2

# Case: nested
show([same(inner) for outer in numbers(1, 2) for inner in numbers(outer, 3)])
# Prints: 1,3,2,3

# Case: in a function
def doubled(items):
    return [same(item) for item in items]


show(doubled(numbers(1, 2)))
# Prints: 1,2

# Case: asynchronous
# Stands with: coroutine
async def items():
    return [number async for number in Arriving(1, 2)]


show(run(items()))
# Prints: 1,2

# Case: star
# For: Python 3.15
show([*inner for inner in numbers(numbers(1, 2), numbers(3))])
# Prints: 1,2,3
