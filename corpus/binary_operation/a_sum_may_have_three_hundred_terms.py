# A sum of three hundred terms needs no brackets; what stands for it must not need more of them than Python takes.
def term():
    global count
    count = count + 1
    return count


count = 0
total = (
    term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
     + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term() + term()
)
print(total, count)

one = 1
if one and (
    one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one + one
     + one + one + one + one + one + one + one + one + one + one + one + one
) == 300:
    print("a test")

many = [
    n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
     + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n
    for n in [1, 2, 3]
]
print(many)
double = lambda n: (
    n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n - n
     - n - n - n - n - n - n - n - n - n - n
)
print(double(2))
