# What `__exit__` or `finally` raises takes the place of the continue; where it is caught, the turn goes on.

class Manager:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        return self.n

    def __exit__(self, *details):
        print("exit", details[0])
        if self.n % 2:
            raise ValueError(self.n)


for n in range(4):
    try:
        with Manager(n):
            if n < 3:
                continue
    except ValueError as error:
        print("caught", error)
    else:
        print("never")
    print("goes on after", n)

n = 0
while n < 3:
    n += 1
    try:
        with Manager(2) as two, Manager(n):
            try:
                if two:
                    continue
            finally:
                print("finally", 1 // (n - 2))
    except ZeroDivisionError:
        print("caught at", n)
    except ValueError as error:
        print("caught", error, type(error.__context__).__name__)
    print("goes on after", n)
