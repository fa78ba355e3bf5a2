"""Frame in, `altair.Chart` out: every chart has a title that says what is seen, and n."""
