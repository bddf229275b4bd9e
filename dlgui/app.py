"""The QApplication and the first window."""
