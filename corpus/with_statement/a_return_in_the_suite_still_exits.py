# return, break and continue leave the suite, and leaving it exits the manager.

class Loud:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("exit", *details)


def early():
    with Loud():
        return "returned"


print(early())
for n in range(3):
    with Loud():
        if n == 0:
            continue
        break
print(n)
