# A name that a module does not have is told with the name of the module.
# Plain: words

try:
    from sys import nothing
except ImportError as error:
    print(error)
