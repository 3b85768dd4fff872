"""The evidence files in an S3-compatible store, where the environment names one."""

from __future__ import annotations

from typing import Any

from config.environment import EvidenceStore


def storage_in(store: EvidenceStore) -> dict[str, Any]:
    """The entry of ``STORAGES`` for a private bucket of the store."""
    # Needed, and installed, only where there is such a store: requirements-s3.txt.
    from botocore.config import Config  # noqa: PLC0415

    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "endpoint_url": store.endpoint,
            "bucket_name": store.bucket,
            "access_key": store.access_key,
            "secret_key": store.secret_key,
            "default_acl": None,
            "file_overwrite": False,
            "client_config": Config(
                region_name=store.region,
                # Stores of one's own seldom have a host name for each bucket, nor the newer
                # checksums that Amazon's library adds by itself.
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=10,
                read_timeout=30,
                retries={"total_max_attempts": 3, "mode": "standard"},
            ),
        },
    }
