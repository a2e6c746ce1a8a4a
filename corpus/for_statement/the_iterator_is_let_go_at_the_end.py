# The loop holds its iterator no longer than it runs, however it is left.
# Plain: release

def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


for n in numbers():
    break
print("after break")


def first():
    for n in numbers():
        return n


print("returned", first())
try:
    for n in numbers():
        raise KeyError
except KeyError:
    pass
print("after the exception")
