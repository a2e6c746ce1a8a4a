# What cannot be iterated is named in the error, and a coroutine is refused in words of its own.
# Plain: words

async def coroutine():
    pass


def delegating(iterable):
    yield from iterable


refused = coroutine()
for thing in (1, refused):
    try:
        next(delegating(thing))
    except TypeError as error:
        print(error)
refused.close()
