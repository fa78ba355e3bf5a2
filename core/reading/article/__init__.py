"""From the bytes of a page to an article, in processes that can be stopped."""
