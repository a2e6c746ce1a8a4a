# What `__exit__` or `finally` raises takes the place of the break; where it is caught, the loop goes on.

class Manager:
    def __init__(self, n):
        self.n = n

    def __enter__(self):
        return self.n

    def __exit__(self, *details):
        print("exit", details[0])
        if self.n < 2:
            raise ValueError(self.n)


for n in range(5):
    try:
        with Manager(n):
            break
    except ValueError as error:
        print("caught", error)
    else:
        print("never")
    print("goes on after", n)
else:
    print("never either")
print("left at", n)

n = 0
while n < 5:
    n += 1
    try:
        try:
            if n:
                break
        finally:
            print("finally", 2 // (n - n % 3))
    except ZeroDivisionError:
        print("caught at", n)
    print("goes on after", n)
print("left at", n)
