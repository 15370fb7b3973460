"""Where the files beside the code lie: inside an installed wheel, or at the top of a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent
_BUNDLE = PACKAGE / "_bundle"
IS_INSTALLED = _BUNDLE.is_dir()
ROOT = _BUNDLE if IS_INSTALLED else PACKAGE.parent
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
STATIC_PATH = "/static"
MIGRATIONS = ROOT / "migrations"
SEED_DATA = ROOT / "seed_data"
TRANSLATIONS = PACKAGE / "translations"
