"""Two clause trees -> what happened to each clause, and to the words in it."""
