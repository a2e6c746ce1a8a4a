# A loop with a `break` that goes on early asks its condition again, as it does at the end of its suite.

n = 0
while n < 2:
    n += 1
    if n == 2:
        continue
    if n > 2:
        break
    print(n)
else:
    print("else", n)
