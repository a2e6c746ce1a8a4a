# break and continue run the finally suites inside the loop, not those around it.

def f():
    try:
        for n in range(5):
            try:
                try:
                    if n == 1:
                        continue
                    if n == 3:
                        break
                    print("suite", n)
                finally:
                    print("inner", n)
            finally:
                print("outer", n)
        else:
            print("never")
        print("after the loop")
    finally:
        print("around")


f()
