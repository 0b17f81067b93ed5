"""What the table formats do in the real engine, beside what the service says that they do."""
