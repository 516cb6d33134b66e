"""The certificates of the clients."""

from tests.environment import few_certificates as few_certificates
