"""What staff do about the search: synonyms, promoted results, relevance checks, and what visitors search for."""
