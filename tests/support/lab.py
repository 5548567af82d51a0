"""A JupyterLab of its own for tests: started on a free port, its folders all in one place."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress

from support.paths import ROOT

__all__ = ["Lab", "running_lab"]

PATIENCE = 60_000  # milliseconds for whatever the page is waited for
READY = """async () => {
  const wait = new Promise((_, no) => setTimeout(() => no(new Error("no kernel")), 50000));
  const ready = (async () => {
    while (!window.jupyterapp || !window.jupyterapp.shell.currentWidget?.context)
      await new Promise((go) => setTimeout(go, 50));
    const widget = window.jupyterapp.shell.currentWidget;
    await widget.context.ready;
    await widget.sessionContext.ready;
    await widget.sessionContext.session.kernel.info;
  })();
  await Promise.race([ready, wait]);
}"""


class Lab:
    """A server, and how a page of it is opened."""

    def __init__(self, port, token, folder):
        self.address = f"http://127.0.0.1:{port}"
        self.token = token
        self.folder = folder

    def open(self, page, notebook):
        """Open a notebook, wait for its kernel, and run all its cells."""
        page.set_default_timeout(PATIENCE)
        page.goto(f"{self.address}/lab/tree/{notebook}?token={self.token}")
        page.wait_for_selector(".jp-Notebook-cell")
        page.evaluate(READY)
        self.command(page, "notebook:run-all-cells")

    def command(self, page, name):
        """Give the page a command of JupyterLab, and do not wait for its end."""
        page.evaluate(f"() => {{ void window.jupyterapp.commands.execute('{name}'); }}")


@contextmanager
def running_lab(folder, *, dark=False):
    """A JupyterLab that serves a folder, which holds all that it writes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    with (folder / "lab.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *_options(port, token, folder)],
            cwd=folder,
            env=_environment(folder, dark=dark),
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", process)
        yield Lab(port, token, folder)
    finally:
        _stop(f"http://127.0.0.1:{port}/api/shutdown?token={token}", process)


def _options(port, token, folder):
    return [
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True",
    ]


def _environment(folder, *, dark):
    own = {
        name: str(folder / "jupyter" / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    own["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / "jupyter/workspaces")
    own["JUPYTERLAB_SETTINGS_DIR"] = str(folder / "jupyter/settings")
    _set(folder, "apputils-extension/notification", {"fetchNews": "false"})
    theme = "JupyterLab Dark" if dark else "JupyterLab Light"
    _set(folder, "apputils-extension/themes", {"theme": theme})
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    return {**os.environ, **own, "PYTHONPATH": path, "HOME": str(folder)}


def _set(folder, extension, values):
    plugin = folder / "jupyter/settings/@jupyterlab" / f"{extension}.jupyterlab-settings"
    plugin.parent.mkdir(parents=True, exist_ok=True)
    plugin.write_text(json.dumps(values))


def _wait_for(address, process):
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        assert process.poll() is None, "JupyterLab stopped"
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise TimeoutError(address)


def _stop(address, process):
    """End the server and its kernels."""
    with suppress(OSError):
        urllib.request.urlopen(urllib.request.Request(address, method="POST"), timeout=10)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
