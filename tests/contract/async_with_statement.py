# Stands with: coroutine
# Case: normal
async def managed():
    async with Arrival(0) as number:
        print(number)


run(managed())
# Prints: 10 11 12

# Case: swallowed
async def managed():
    async with Arrival(1):
        raise Problem


run(managed())
# Prints: 10 13

# Case: raised
async def managed():
    async with Arrival(0):
        raise Problem


try:
    run(managed())
except Problem:
    print(7)
# Prints: 10 13 7
