# All statements after the colon belong to the suite, not only the first.

for truth in (True, False):
    if truth: print("first"); print("second")
    print("after")
while truth: print("never"); print("never")
for n in (1, 2): print(n); print(n * 10)
