"""What the environment says: declared once, read strictly, every mistake named at once."""

from config.environment.declaring import LOCAL_HOSTS
from config.environment.files import local_secret_key, read_env_file
from config.environment.groups import Email, EvidenceStore, OpenIdConnect
from config.environment.reading import Environment, read_environment
from config.environment.refusal import UnusableEnvironment
from config.environment.site import Site

__all__ = [
    "LOCAL_HOSTS",
    "Email",
    "Environment",
    "EvidenceStore",
    "OpenIdConnect",
    "Site",
    "UnusableEnvironment",
    "local_secret_key",
    "read_env_file",
    "read_environment",
]
