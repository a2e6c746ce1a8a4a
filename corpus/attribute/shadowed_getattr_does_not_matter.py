# Attributes work where getattr, setattr and delattr mean something else.

getattr = setattr = delattr = hasattr = None


class C:
    getattr = 5
    also = "text".upper


c = C()
c.x = c.getattr
c.x += 1
print(c.x, c.also(), "a-b".split("-"))
del c.x
print(vars(c))
