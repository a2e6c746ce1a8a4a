# break inside try runs the finally suites it passes, innermost first, once each.

while True:
    try:
        try:
            print("suite")
            break
        finally:
            print("inner")
    finally:
        print("outer")
else:
    print("never")
print("after")
