"""Where the files beside the code lie: at the top of a checkout, or inside an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def _root() -> Path:
    checkout = PACKAGE.parent
    return checkout if (checkout / "templates").is_dir() else PACKAGE / "_bundle"


ROOT = _root()
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
STATIC_PATH = "/static"
MIGRATIONS = ROOT / "migrations"
SEED_DATA = ROOT / "seed_data"
TRANSLATIONS = PACKAGE / "translations"
