"""What the workbook of a round trip holds, and what it says when it comes back."""
