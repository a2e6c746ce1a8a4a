# Generators, coroutines, nested functions and methods are decorated alike.
# Plain: frames

def show(function):
    print(function.__qualname__)
    return function


class C:
    def method(self):
        @show
        def inner():
            return 1
        return inner()

    @staticmethod
    @show
    def static(n):
        return n


@show
def generator():
    yield 1


@show
async def coroutine():
    pass


print(C().method(), C.static(5), list(generator()))
