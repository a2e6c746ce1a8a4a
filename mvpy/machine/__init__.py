"""Rewrites as data, and what applies them: walk, evaluation order and hoisting, templates, fresh names, temporaries."""
