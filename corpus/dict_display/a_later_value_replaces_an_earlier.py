# Equal keys keep the first key and its place, with the last value.

print({1: "a", 2: "b", True: "c", 1.0: "d"}, {"x": 1, **{"y": 2, "x": 3}, "y": 4})
print(list({"b": 1, "a": 2, **{"b": 3}}), {}, {**{}}, {(): ()})
