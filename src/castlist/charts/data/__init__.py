"""Tables -> what charts draw, and what may be said of it. Nothing is counted anew."""
