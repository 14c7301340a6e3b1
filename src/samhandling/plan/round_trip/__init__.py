"""A workbook of initiatives to one's desk and back."""
