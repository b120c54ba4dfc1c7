"""Norm against norm: which norms of one or several texts repeat, contradict or narrow one another."""
