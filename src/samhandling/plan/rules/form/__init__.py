"""What a form's texts say, part by part."""
