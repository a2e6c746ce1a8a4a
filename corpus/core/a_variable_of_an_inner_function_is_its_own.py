# An inner function that binds a name has a variable of its own; that of the function around stays as it is.

def outer():
    number = 1

    def inner():
        number = 2

        def innermost():
            return number

        return innermost()

    def with_parameter(number):
        return number

    print(inner(), with_parameter(3), number)


outer()
# prints: 2 3 1
