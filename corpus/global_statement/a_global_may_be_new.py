# The name need not exist; it appears when the function runs, not before.

def f():
    global born
    born = "now"


print("born" in globals())
f()
print(born)
