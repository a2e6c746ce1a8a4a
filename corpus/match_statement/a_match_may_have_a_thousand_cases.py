# Cases stand beside one another: there may be as many as you like.
# Hosts before Python 3.10 lack a compiler that knows `match`, which `exec` asks.

lines = ["def number(name):", "    match name:"]
for n in range(1000):
    lines += [f"        case 'n{n}':", f"            return {n}"]
namespace = {}
exec("\n".join(lines), namespace)
print(namespace["number"]("n999"), namespace["number"]("n1"), namespace["number"]("x"))


def small(n):
    match n:
        case 0:
            name = 'n0'
        case 1:
            name = 'n1'
        case 2:
            name = 'n2'
        case 3:
            name = 'n3'
        case 4:
            name = 'n4'
        case 5:
            name = 'n5'
        case 6:
            name = 'n6'
        case 7:
            name = 'n7'
        case 8:
            name = 'n8'
        case 9:
            name = 'n9'
        case 10:
            name = 'n10'
        case 11:
            name = 'n11'
        case 12:
            name = 'n12'
        case 13:
            name = 'n13'
        case 14:
            name = 'n14'
        case 15:
            name = 'n15'
        case 16:
            name = 'n16'
        case 17:
            name = 'n17'
        case 18:
            name = 'n18'
        case 19:
            name = 'n19'
        case 20:
            name = 'n20'
        case 21:
            name = 'n21'
        case 22:
            name = 'n22'
        case 23:
            name = 'n23'
        case 24:
            name = 'n24'
        case 25:
            name = 'n25'
        case 26:
            name = 'n26'
        case 27:
            name = 'n27'
        case 28:
            name = 'n28'
        case 29:
            name = 'n29'
        case 30:
            name = 'n30'
        case 31:
            name = 'n31'
        case 32:
            name = 'n32'
        case 33:
            name = 'n33'
        case 34:
            name = 'n34'
        case 35:
            name = 'n35'
        case 36:
            name = 'n36'
        case 37:
            name = 'n37'
        case 38:
            name = 'n38'
        case 39:
            name = 'n39'
        case _:
            name = "many"
    return name


print(small(0), small(25), small(39), small(40))
