# A break through finally skips the else suite of its own loop only.

for a in "xy":
    for b in "12":
        try:
            if b == "1":
                continue
            if a == "y":
                break
        finally:
            print("finally", a, b)
    else:
        print("else of the inner loop", a)
        continue
    try:
        break
    finally:
        print("leaving")
else:
    print("never")
while a:
    try:
        a = ""
        continue
    finally:
        print("end of the turn")
else:
    print("else of while")
