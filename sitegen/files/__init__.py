"""Files that need no template: downloads, data package, feed, search index, sitemap, manifest."""
