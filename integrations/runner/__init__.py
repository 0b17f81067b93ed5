"""
Runs the tests with the real engines, each suite in an environment of its own below `.integrations`. Standard
library alone.
"""
