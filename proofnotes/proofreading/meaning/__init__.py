"""From trees of LaTeX to trees of mathematics: scopes, scripts, sizes, values, readings."""
