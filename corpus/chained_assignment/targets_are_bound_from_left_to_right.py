# The value is evaluated once; then each target, with its parts, is evaluated and bound in order.

def say(text, thing):
    print(text)
    return thing


store = {}
say("first", store)["a"] = say("second", store)[say("key", "b")] = say("value", 7)
print(store)
i = 0
numbers = [0, 0]
i = numbers[i] = 1
print(i, numbers)
