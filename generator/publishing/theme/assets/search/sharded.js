// Entries of a large portal: their words are cut into shards, each fetched when a query needs it.
"use strict";
