# A variable may be two functions away; the nearest that binds the name counts.

def outer(far, near):
    def middle(near):
        def inner():
            def innermost():
                return tuple_of(far, near)

            return innermost()

        return inner

    return middle(3)()


def tuple_of(*items):
    return items


print(*outer(1, 2))
# prints: 1 3
