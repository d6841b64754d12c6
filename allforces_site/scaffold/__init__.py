"""Creates new blogs and posts, from which an author continues."""
