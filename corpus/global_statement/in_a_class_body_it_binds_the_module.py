# A class body may declare a name global: it is bound in the module and isn't an attribute.

class C:
    global made_in_class
    made_in_class = "global"
    attribute = made_in_class


print(made_in_class, C.attribute, hasattr(C, "made_in_class"))
