"""What is neither text nor HTML: Chromium as a printer, PDFs, painted pictures."""
