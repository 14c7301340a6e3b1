"""Work that takes longer than a page: ordered, kept in a queue, done by a worker that holds a lease."""
