"""One kernel for all notebooks of an article; each finds it as if it had just started."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from castlist.imports import standing_in

__all__ = ["load_papermill", "shared_kernel"]

ENGINE = "castlist"  # what papermill knows these kernels by
# Forgets all names and begins to count cells at 1 again. Modules stay loaded, which is what saves
# the time: a notebook that changes castlist itself would change it for the next one, too. What is
# forgotten is all that the module had; Python looks at its spec when it starts a worker process.
RESET = """\
get_ipython().reset(new_session=True)
__import__("sys").modules["__main__"].__spec__ = None"""
# Else every kernel warns of its own socket, which is bound to this machine alone.
QUIET = ["--IPKernelApp.log_level=50"]


def load_papermill() -> Any:
    """The papermill package."""
    # jsonschema would build a grammar of internationalised addresses at its start, which takes a
    # second, to look at a format that no notebook has.
    with standing_in({"rfc3987_syntax": None}):
        import papermill

    return papermill


@contextmanager
def shared_kernel(folder: str) -> Iterator[str]:
    """The name of the papermill engine that executes notebooks in one kernel, which works in the
    folder and ends with this block. It starts with the first notebook."""
    load_papermill()
    from jupyter_client.manager import AsyncKernelManager
    from nbclient.util import run_sync
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import Engine, papermill_engines

    manager = AsyncKernelManager(kernel_name="python3")
    # It looks for rubbish as often as the command that starts it.
    begin = f"{RESET}\n__import__('gc').set_threshold(*{gc.get_threshold()})"

    class Client(PapermillNotebookClient):
        """Executes the cells of a notebook in a kernel that others may have worked in."""

        def papermill_execute_cells(self) -> None:
            """Forget what those did, then execute every cell."""
            self.wait_for_reply(self.kc.execute(begin, silent=True, store_history=False))
            super().papermill_execute_cells()

    class SharedKernel(Engine):
        """How papermill executes a notebook."""

        @classmethod
        def execute_managed_notebook(
            cls, nb_man: Any, kernel_name: str, **options: Any
        ) -> None:
            client = Client(
                nb_man,
                km=manager,
                kernel_name=kernel_name,
                timeout=None,
                extra_arguments=QUIET,
                resources={"metadata": {"path": folder}},
            )
            try:
                client.execute()
            finally:
                if client.kc is not None:
                    client.kc.stop_channels()

    papermill_engines.register(ENGINE, SharedKernel)
    try:
        yield ENGINE
    finally:
        if manager.has_kernel:
            run_sync(manager.shutdown_kernel)(now=True)
