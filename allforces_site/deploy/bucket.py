"""An S3-compatible bucket, through boto3."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import md5, sha256
from pathlib import Path
from typing import Any

from allforces_site.deploy.failures import S3_CAUSES, failure
from allforces_site.deploy.record import RECORD_FILE, Record, from_bytes, to_bytes
from allforces_site.deploy.stages import cache_control
from allforces_site.errors import SiteError, error, reason_of
from allforces_site.files.regular_files import read_regular
from allforces_site.messages.message import Message, as_it_is, say
from allforces_site.urls.media_types import media_type

# The most keys in one DeleteObjects call of S3.
_DELETED_AT_ONCE = 1000

# How many requests run at a time; boto3's own pool holds ten connections.
_THREADS = 8

# boto3's standard mode tries again after network and server errors, with longer and longer pauses.
_ATTEMPTS = 6

_EXTRA = as_it_is("pip install 'allforces-site[s3]'")


class BucketTarget:
    """The objects below `prefix` in a bucket.

    The credentials come from the environment, as boto3 reads it (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, or
    the machine's role).
    """

    def __init__(
        self,
        bucket: str,
        prefix: str = "",
        endpoint: str | None = None,
        region: str | None = None,
        *,
        versions: bool,
    ) -> None:
        self._bucket = bucket
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._versions = versions
        self.name = as_it_is(f"s3://{bucket}/{self._prefix}")
        self._client = _client(endpoint, region)

    def read_record(self) -> Record:
        """Reads the object with the record."""
        record: Record = self._call(self._read_record)
        return record

    def foreign(self, root: Path, paths: Sequence[str], record: Record) -> list[str]:
        """Those of `paths` where the bucket holds another object that no deploy sent."""
        unknown = [path for path in paths if path not in record.files]
        if not unknown:
            return []
        etags: dict[str, str] = self._call(self._list)
        return [path for path in unknown if path in etags and not _has_bytes_of(etags[path], root / path)]

    def write_record(self, record: Record) -> None:
        """Replaces the object with the record."""
        self._call(lambda: self._put(RECORD_FILE, to_bytes(record), "no-store"))

    def put(self, root: Path, paths: Sequence[str]) -> None:
        """Sends files, several at a time."""

        def send(path: str) -> None:
            self._put(path, read_regular(root / path), cache_control(path, versions=self._versions))

        self._call(lambda: _each(send, paths))

    def delete(self, paths: Sequence[str]) -> None:
        """Removes objects."""
        for start in range(0, len(paths), _DELETED_AT_ONCE):
            self._call(partial(self._delete, paths[start : start + _DELETED_AT_ONCE]))

    def finish(self, message: Message) -> None:
        """Does nothing: all objects are visible already."""

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def _read_record(self) -> Record:
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=self._prefix + RECORD_FILE)
        except self._client.exceptions.NoSuchKey:
            return Record()
        return from_bytes(response["Body"].read(), self.name)

    def _list(self) -> dict[str, str]:
        """The ETag of each object below the prefix, by path."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self._prefix
        )
        objects = (item for page in pages for item in page.get("Contents", []))
        return {item["Key"].removeprefix(self._prefix): item["ETag"] for item in objects}

    def _put(self, path: str, content: bytes, cache: str) -> None:
        self._client.put_object(
            Bucket=self._bucket,
            Key=self._prefix + path,
            Body=content,
            ContentType=media_type(path),
            CacheControl=cache,
            Metadata={"sha256": sha256(content).hexdigest()},
        )

    def _delete(self, paths: Sequence[str]) -> None:
        objects = [{"Key": self._prefix + path} for path in paths]
        response = self._client.delete_objects(
            Bucket=self._bucket, Delete={"Objects": objects, "Quiet": True}
        )
        if response.get("Errors"):
            first = response["Errors"][0]
            key, code = str(first.get("Key")), str(first.get("Code"))
            raise self._failed(say("{key} cannot be deleted: {code}", key=key, code=code))

    def _call(self, work: Callable[[], Any]) -> Any:
        """The result of `work`. Raises its errors as `SiteError`, without the requests and keys in them."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return _in_a_thread(work)
        except ClientError as exc:
            details = exc.response.get("Error", {})
            raise self._failed(as_it_is(f"{details.get('Code')}: {details.get('Message')}")) from None
        except BotoCoreError as exc:
            # Its text may contain a request and so a key: only its type is shown.
            raise self._failed(as_it_is(type(exc).__name__)) from None
        except OSError as exc:
            message = say("{file}: {problem}", file=str(exc.filename), problem=reason_of(exc))
            raise self._failed(message) from None

    def _failed(self, output: Message) -> SiteError:
        name = say("bucket {address}", address=self.name)
        return failure(name, S3_CAUSES, output, say("deploy again: it continues where it stopped"))


def _has_bytes_of(etag: str, file: Path) -> bool:
    """Whether an object has the bytes of a file; the ETag of an object sent in one piece is its MD5."""
    return etag.strip('"') == md5(read_regular(file), usedforsecurity=False).hexdigest()


def _client(endpoint: str | None, region: str | None) -> Any:
    try:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError
    except ImportError:
        message = say("buckets need boto3, which is not installed")
        raise SiteError([error("deploy-failed", message, hint=_EXTRA)]) from None
    config = Config(
        retries={"mode": "standard", "max_attempts": _ATTEMPTS}, connect_timeout=10, read_timeout=60
    )
    try:
        session = boto3.session.Session()
        # The region of S3 for buckets without one; compatible servers accept any.
        region = region or session.region_name or "us-east-1"
        return session.client("s3", endpoint_url=endpoint, region_name=region, config=config)
    except (
        BotoCoreError,
        ValueError,
    ) as exc:  # An AWS_PROFILE that does not exist, a wrong endpoint or region.
        output = as_it_is(f"{type(exc).__name__}: {exc}")
        hint = say("check `endpoint:` and `region:`")
        raise failure(say("bucket"), S3_CAUSES, output, hint) from None


def _in_a_thread(work: Callable[[], Any]) -> Any:
    """The result of `work`, which runs in another thread.

    The main thread can handle a signal while it waits here; it could not while it looks up a host, for
    instance.
    """
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def _each(work: Callable[[str], None], paths: Iterable[str]) -> None:
    """Does the work for each path; raises the first error after all running work has ended."""
    with ThreadPoolExecutor(_THREADS) as threads:
        tasks = [threads.submit(work, path) for path in paths]
        try:
            for task in tasks:
                task.result()
        except BaseException:
            threads.shutdown(wait=True, cancel_futures=True)
            raise
