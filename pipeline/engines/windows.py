"""Workers on Windows: a job object that ends them with their parent, and bounds their memory."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

if sys.platform == "win32":
    _KILL_ON_CLOSE = 0x2000
    _PROCESS_MEMORY = 0x100
    _EXTENDED = 9
    _SET_QUOTA_AND_TERMINATE = 0x0101

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("per_process_time", ctypes.c_int64),
            ("per_job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("most_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    class Job:
        """A job object: closing its handle, as the end of this process does, ends its members."""

        def __init__(self, memory: int) -> None:
            """Make one whose processes may take so many bytes each.

            Raises:
                OSError: the system allows none.
            """
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._kernel.OpenProcess.restype = wintypes.HANDLE
            self._handle = wintypes.HANDLE(self._kernel.CreateJobObjectW(None, None))
            limits = _Extended()
            limits.basic.flags = _KILL_ON_CLOSE | _PROCESS_MEMORY
            limits.process_memory = memory
            done = self._kernel.SetInformationJobObject(
                self._handle, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            if not done:
                raise ctypes.WinError(ctypes.get_last_error())

        def add(self, process: int) -> None:
            """Take in a process by its number.

            Raises:
                OSError: the system does not allow it.
            """
            handle = wintypes.HANDLE(
                self._kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, False, process)
            )
            done = self._kernel.AssignProcessToJobObject(self._handle, handle)
            problem = ctypes.get_last_error()
            self._kernel.CloseHandle(handle)
            if not done:
                raise ctypes.WinError(problem)
