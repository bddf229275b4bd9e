"""What a topic is made of, without Qt."""
