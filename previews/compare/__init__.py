"""Two versions of a page side by side or in one, with what has changed marked."""
