"""What stands around the content of a post, and is none: headers, calls, credits, signatures, addresses, tags."""
