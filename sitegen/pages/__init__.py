"""From the site to the pages that are rendered: a file a page kind."""
