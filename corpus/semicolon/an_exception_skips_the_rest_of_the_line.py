# What follows on the line isn't run when a statement raises, returns or jumps.

def f(n):
    while True:
        print("turn", n); n -= 1; 1 // n; print("alive")
        if n < 5: break; print("never")
    return n; print("never")


print(f(6))
try:
    f(1); print("never")
except ZeroDivisionError:
    print("caught"); print("both")
