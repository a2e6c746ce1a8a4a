# The loop is a statement: it works where iter, next and StopIteration mean something else.

def iter(*args):
    print("never")


next = StopIteration = None
for n in range(2):
    print(n)
else:
    print("done")
