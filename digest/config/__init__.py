"""config.toml checked once: every fault told at once, plugins built, secrets resolved."""

from digest.config.load import load_config
from digest.config.settings import CollectSettings, Config, DigestPlan, DisabledSource

__all__ = ["CollectSettings", "Config", "DigestPlan", "DisabledSource", "load_config"]
