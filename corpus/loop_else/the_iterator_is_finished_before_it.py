# When else runs the iterator has ended, and its last item is still bound.

def numbers():
    try:
        yield from (1, 2)
    finally:
        print("generator finished")


for n in numbers():
    print(n)
else:
    print("else", n)
