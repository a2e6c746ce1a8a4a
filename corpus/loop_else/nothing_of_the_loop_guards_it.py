# The else suite stands outside of what the loop does: a StopIteration in it does not end the loop, but goes out.

def loop(items):
    for item in items:
        print(item)
    else:
        print("else")
        next(iter(()))
        print("never")


try:
    loop("ab")
except StopIteration:
    print("StopIteration")
