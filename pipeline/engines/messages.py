"""What engines say of themselves, in both languages."""

from rules.finding import Message

NO_WORKER = Message(
    "không khởi động được tiến trình đọc báo cáo (thiếu bộ nhớ?)",
    "no process that reads reports can be started (is there memory?)",
)
NO_DASK = Message(
    'chưa cài Dask: pip install "soat[dask]"',
    'Dask is not installed: pip install "soat[dask]"',
)
NO_SOAT = Message(
    "máy trong cụm Dask chưa cài Soát cùng phiên bản",
    "a machine of the Dask cluster has no Soát, or another version",
)
CLUSTER_LOST = Message("mất kết nối với cụm Dask", "the Dask cluster is gone")


def no_cluster(address: str) -> Message:
    """That a cluster cannot be had."""
    return Message(
        f"không kết nối được cụm Dask {address}".rstrip(),
        f"the Dask cluster cannot be reached {address}".rstrip(),
    )
