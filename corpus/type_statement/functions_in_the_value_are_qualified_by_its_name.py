# A function in the value is qualified as if the alias were a function around it.
# Needs: Python 3.12
# Plain: frames

type Alias = lambda: 0
print(Alias.__value__.__qualname__)


def function():
    type Inner[T] = lambda: T
    return Inner


print(function().__value__.__qualname__)
