"""The search engine: Python and numpy, without Django. Documents go in, ranked families of documents come out."""
