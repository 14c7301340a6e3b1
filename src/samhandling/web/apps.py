from django.apps import AppConfig

from samhandling.ground.viewer import Viewer
from samhandling.plan.intake.suggesting import Suggest, hand_in


class WebConfig(AppConfig):
    name = "samhandling.web"

    def ready(self) -> None:
        """Hand down to the plan what only a room above it knows."""
        hand_in(_suggester)


def _suggester(strategy: str, by: Viewer) -> Suggest:
    """Loaded when it is asked for: most commands never read a text."""
    from samhandling.assessment.suggesting import import_suggester

    return import_suggester(strategy, by)
