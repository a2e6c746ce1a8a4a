"""What plain outputs call at run time: ordinary Python, that stands above the program as it is written here.

Where the prelude has a helper of the same name, that one does more: a comment above the plain one says in which kinds
of things, see `mvpy.machine.kinds`.
"""
