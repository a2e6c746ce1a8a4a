# A field may assign, yield and await.
# Needs: Python 3.14

def machine():
    page = t"{(yield 1)}{(n := 5):{(yield 2)}}{[i for i in range(n)]}"
    print(page.values, page.interpolations[1].format_spec, page.interpolations[0].expression)


running = machine()
print(next(running), running.send("a"))
try:
    running.send("b")
except StopIteration:
    pass


async def four():
    return 4


async def waiting():
    return t"{await four()}{0 or await four():{await four()}}"


try:
    waiting().send(None)
except StopIteration as end:
    print(end.value.values, [field.expression for field in end.value.interpolations])
