# `return` in a loop, or in a loop in a loop, ends the function.

def function(flag):
    while 1:
        while flag:
            while 1:
                return 1
            print(4)
        print(2)
        return 3
    print(5)


print(function(1))
print(function(0))
# prints: 1 2 3
