# continue goes on with the next item; the loop that runs out that way has its else.

for n in range(4):
    if n != 2:
        continue
    print("two")
else:
    print("ran out")
