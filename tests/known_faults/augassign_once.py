def i():
    print("i")
    return 0


a = [1]
a[i()] += 1
print(a)
