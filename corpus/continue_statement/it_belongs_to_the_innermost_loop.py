# continue goes on with the loop it stands in, the nearest one; from the else suite of that, with the one around.

for a in range(2):
    for b in range(3):
        if b == 1:
            continue
        print(a, b)
    else:
        if a == 0:
            continue
    print("end of turn", a)
