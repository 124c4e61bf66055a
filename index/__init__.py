"""Articles in, passages out: reading, splitting, embedding and storing a folder of articles."""
