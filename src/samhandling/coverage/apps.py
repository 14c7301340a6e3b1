from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "samhandling.coverage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A strategy's rules are kept as they are when it is loaded."""
        from samhandling.coverage.keeping_rules import keep_rules
        from samhandling.strategy.arriving import when_first_loaded

        when_first_loaded(keep_rules)
