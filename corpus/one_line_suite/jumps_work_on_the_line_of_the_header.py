# A break, continue, return or yield after a colon is that of the loop or function around it.

def f():
    for n in range(9):
        if n == 1: continue
        if n == 4: break
        yield n
    while True: yield "once"; break
    for m in "ab": return m


generator = f()
while True:
    try: print(next(generator))
    except StopIteration as end: print("end", end.value); break
