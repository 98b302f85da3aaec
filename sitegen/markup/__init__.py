"""What Markdown needs besides the library: emphasis beside Chinese, comments, bare addresses, breaks; sizes of images."""
