"""Types that the host evaluates: where they stand, what their names mean, and what an older host has for them."""
