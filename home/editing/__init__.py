"""The editor beyond forms of one page: saving, deleting, scheduling, signing in again, lists, the guide."""
