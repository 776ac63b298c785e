"""The plan as open data: records of `/api/v1/`, the same as tables, and the files made of them."""
