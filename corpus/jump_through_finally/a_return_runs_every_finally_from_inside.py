# A return leaves through all the finally suites around it, the innermost first.

def f():
    try:
        try:
            try:
                return print("returning") or "value"
            finally:
                print("inner")
        finally:
            print("middle")
        print("never")
    finally:
        print("outer")
    print("never")


print(f())
