"""Tables in and out by django-import-export."""
