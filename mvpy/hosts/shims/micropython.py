# What MicroPython lacks of the builtins.


def ascii(thing):
    text = ""
    for char in repr(thing):
        code = ord(char)
        if code < 128:
            text += char
        elif code < 256:
            text += "\\x%02x" % code
        elif code < 65536:
            text += "\\u%04x" % code
        else:
            text += "\\U%08x" % code
    return text
