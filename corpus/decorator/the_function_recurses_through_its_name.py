# Inside the function its name means the decorated one.

def count(function):
    def counted(n):
        print("call", n)
        return function(n)
    return counted


@count
def factorial(n):
    return n * factorial(n - 1) if n else 1


print(factorial(3))


def local():
    @count
    def down(n):
        return n and down(n - 1)
    return down(2)


print(local(), factorial.__name__)
