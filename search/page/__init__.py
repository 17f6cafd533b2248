"""What the search page shows: results, the passages with the words in them, filters."""
