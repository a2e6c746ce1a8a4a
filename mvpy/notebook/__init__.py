"""MVPy in notebooks: the magics of `%load_ext mvpy`."""
