# continue inside try runs the finally suite, each time.

for n in range(3):
    try:
        if n == 1:
            continue
        print("suite", n)
    finally:
        print("finally", n)
