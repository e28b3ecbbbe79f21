"""How Hypothesis looks for trouble: the same way every time. To look further, and elsewhere each time:

.venv/bin/python -m pytest tests/engine --hypothesis-profile=search
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "together",
    max_examples=80,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
settings.register_profile("search", settings.get_profile("together"), max_examples=2000, derandomize=False)
if settings.get_current_profile_name() not in ("search", "unshrunk"):
    settings.load_profile("together")
