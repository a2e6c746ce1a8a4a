# Stands with: coroutine
# Case: items
async def each():
    async for number in Arriving(1, 2):
        print(number)


run(each())
# Prints: 1 2

# Case: else
# Stands with: coroutine, loop_else
async def each():
    async for number in Arriving(1, 2):
        print(number)
    else:
        print(3)


run(each())
# Prints: 1 2 3
