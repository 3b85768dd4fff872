"""``python -m config.environment``: write ``.env.example`` and ``docs/settings.md`` anew."""

from config.environment.papers import write
from config.environment.site import BASE_DIR

write(BASE_DIR)
