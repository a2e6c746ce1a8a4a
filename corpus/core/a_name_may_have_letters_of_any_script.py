# A name may have letters of any script; a program is UTF-8.

größe = 1
π = 2
число = 3
数 = 4
print(größe, π, число, 数)  # «größer»
# prints: 1 2 3 4
