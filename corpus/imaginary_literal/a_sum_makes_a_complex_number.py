# 1 + 2j is a sum like any other.

print(1 + 2j, 1 - 2j, (1 + 2j) * 1j, 2j / 2, 1j == 1J, abs(3 + 4j), (1 + 2j).conjugate(), 5 + 0j == 5)
