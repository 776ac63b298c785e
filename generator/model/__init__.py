"""The values of a plan portal: frozen records that know nothing of files, pages or engines."""
