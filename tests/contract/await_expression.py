# Stands with: coroutine
# Case: coroutine
async def seven():
    return 7


async def waiting():
    print(await seven())


run(waiting())
# Prints: 7

# Case: other awaitable
async def waiting():
    print(await Waiting(7))


run(waiting())
# Prints: 7

# Case: error
async def waiting():
    try:
        await Waiting(Problem())
    except Problem:
        print(1)


run(waiting())
# Prints: 1

# Case: twice
async def seven():
    return 7


async def waiting(coroutine):
    await coroutine
    try:
        await coroutine
    except RuntimeError:
        print(1)


run(waiting(seven()))
# Prints: 1

# Case: nothing to await
async def waiting():
    try:
        await 7
    except TypeError:
        print(1)


run(waiting())
# Prints: 1
