from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "samhandling.coverage"
    default_auto_field = "django.db.models.BigAutoField"
