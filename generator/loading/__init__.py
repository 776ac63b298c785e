"""From YAML to the model: what an editor typed is read, checked and located; nothing runs, nothing is guessed."""

from generator.loading.portal import ProblemsFound, load_portal
from generator.loading.problems import Problem, describe

__all__ = ["Problem", "ProblemsFound", "describe", "load_portal"]
