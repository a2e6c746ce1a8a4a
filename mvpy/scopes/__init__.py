"""Who binds a name: scopes, qualified names, liveness."""
