# break leaves one loop, the one it stands in.

for a in range(3):
    for b in range(3):
        if b == a:
            break
        print(a, b)
    print("outer", a, b)
while True:
    while True:
        break
    print("inner left")
    break
