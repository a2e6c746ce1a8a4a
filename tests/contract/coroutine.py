# Case: coroutine
async def seven():
    return 7


print(run(seven()))
# Prints: 7

# Case: raised
async def failing():
    raise Problem


try:
    run(failing())
except Problem:
    print(1)
# Prints: 1

# Case: generator
async def numbers():
    yield 1
    yield 2


show(collected(numbers()))
# Prints: 1,2

# Case: closed generator
async def numbers():
    yield 1
    yield 2


show(first_of(numbers()))
# Prints: 1
