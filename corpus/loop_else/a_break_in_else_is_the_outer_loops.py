# The else suite is outside its loop: break and continue there belong to the loop around it.

for a in range(4):
    for b in range(2):
        pass
    else:
        if a == 1:
            print("skip", a)
            continue
        if a == 2:
            break
    print("turn", a)
else:
    print("never")
print("left at", a)
