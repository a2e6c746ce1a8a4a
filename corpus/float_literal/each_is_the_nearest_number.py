# A literal is the double nearest to what is written, however it is written.

print(0.1, .1, 1., 1e3, 1E-3, 1_0.0_1, 0e0, 00.5, 3.14159265358979323846264338327950288)
print(0.1.hex(), (1.1 + 2.2).hex(), 9007199254740993.0, 1e23, 123456789012345680.0, 0.1 + 0.2 == 0.3)
