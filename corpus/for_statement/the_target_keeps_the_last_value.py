# The target is an ordinary name: it stays bound after the loop, and an empty loop doesn't bind it.

for n in range(3):
    n *= 10
print(n)

for m in ():
    pass
try:
    m
except NameError:
    print("m was never bound")
