"""What plain outputs call at run time: ordinary Python, that stands above the program as it is written here.

Where the prelude has a helper of the same name, that one says more: what it adds is a matter of words or of release.
"""
