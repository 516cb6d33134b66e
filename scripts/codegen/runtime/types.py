"""The types that models and calls share, for users of the package."""

from .bodies import Content, File, Response, Upload
from .model import ApiModel
from .values import ByteSize, Timestamp

__all__ = ["ApiModel", "ByteSize", "Content", "File", "Response", "Timestamp", "Upload"]
