"""Charts that can be published, drawn from the tables of one article:
who, where, with whom, and in what tone.

What can be had is listed in `__init__.pyi`, and loaded when it is asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
