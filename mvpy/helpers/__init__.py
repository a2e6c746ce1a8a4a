"""What outputs call at run time: the sources of the helpers, the names of all, and constants."""
