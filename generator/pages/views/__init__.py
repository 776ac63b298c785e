"""One view per kind of page: everything its template shows, worked out before it is laid out."""
