"""Opens Word files in LibreOffice, accepts or rejects every change, and saves each as plain text.

Runs under the Python that has LibreOffice's "uno" module, as ``office.py PIPE FOLDER``: of every NAME.docx in FOLDER it writes
NAME.accepted.txt and NAME.rejected.txt. The tests start it beside one LibreOffice for all of their files.
"""

import pathlib
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def _properties(**values):
    out = []
    for name, value in values.items():
        item = PropertyValue()
        item.Name, item.Value = name, value
        out.append(item)
    return tuple(out)


def _connected(pipe, seconds=90):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + seconds
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def main(pipe, folder):
    context = _connected(pipe)
    create = context.ServiceManager.createInstanceWithContext
    desktop = create("com.sun.star.frame.Desktop", context)
    dispatcher = create("com.sun.star.frame.DispatchHelper", context)
    for path in sorted(pathlib.Path(folder).glob("*.docx")):
        for outcome, command in (("accepted", "AcceptAllTrackedChanges"), ("rejected", "RejectAllTrackedChanges")):
            document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, _properties(Hidden=True))
            dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
            target = path.with_suffix(f".{outcome}.txt")
            document.storeToURL(target.as_uri(), _properties(FilterName="Text (encoded)", FilterOptions="UTF8,LF,,,"))
            document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
