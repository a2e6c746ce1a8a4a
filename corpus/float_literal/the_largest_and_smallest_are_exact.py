# Too large a literal is infinite, too small a one zero; those in between are exact to the last bit.

print(1e400, -1e400, 1e-400, 5e-324, 1.7976931348623157e308, 2.2250738585072011e-308.hex())
print(1e400 - 1e400 == 0, 4.9406564584124654e-324, 2.47e-324, 1.7976931348623159e308)
