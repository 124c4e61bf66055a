"""What two articles must have in common before one can contradict the other."""
