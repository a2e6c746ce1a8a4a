# What `finally` raises inside the suite ends a jump out of it; if `__exit__` swallows that, the jump is forgotten.


class Swallowing:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        print("exit", kind and kind.__name__)
        return True


def returning(divisor):
    with Swallowing():
        try:
            return "returned"
        finally:
            1 / divisor
    return "went on"


def breaking(divisor):
    while True:
        with Swallowing():
            try:
                break
            finally:
                1 / divisor
        return "went on"
    return "left the loop"


def returning_from_a_loop(divisor):
    with Swallowing():
        for number in range(3):
            try:
                try:
                    return number
                finally:
                    1 / divisor
            except ZeroDivisionError:
                print("caught", number)
    return "went on"


for function in returning, breaking, returning_from_a_loop:
    print(function(1), function(0))
