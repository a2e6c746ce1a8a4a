# The chain is decided once: what a suite does can't make a later clause run.

n = 1
if n == 1:
    n = 2
elif n == 2:
    print("never")
else:
    print("never")
print(n)
