"""What is wrong, read off the rows: with feeds, with destinations, with the service."""
