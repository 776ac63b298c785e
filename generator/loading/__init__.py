"""From YAML to the model: what an editor typed is read, checked and located; nothing runs, nothing is guessed."""

from generator.loading.portal import Loaded, ProblemsFound, load_portal, load_whole
from generator.loading.problems import Problem, describe

__all__ = ["Loaded", "Problem", "ProblemsFound", "describe", "load_portal", "load_whole"]
