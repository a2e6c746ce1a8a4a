def f():
    try:
        print(x)
    except UnboundLocalError:
        print("UnboundLocalError")
    x = 1


f()
