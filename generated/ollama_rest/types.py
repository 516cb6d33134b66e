# Generated from openapi.yaml by openapi-python-client 0.29.1. Do not edit: run scripts/regenerate.

"""The types that models and calls share, for users of the package."""

from .bodies import Content, File, Response, Upload
from .model import ApiModel
from .values import ByteSize, Timestamp

__all__ = ["ApiModel", "ByteSize", "Content", "File", "Response", "Timestamp", "Upload"]
