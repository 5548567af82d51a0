"""The objects that a PDF of one page consists of, numbered in the order in which they are added."""

import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from castlist.charts.render.pdf_fonts import Subset

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["PdfFile"]

HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"  # bytes above 127 say that the file is not text


class PdfFile:
    """Collects objects; each method that adds one gives back the reference to it."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, body: str) -> str:
        """Add what stands between `obj` and `endobj`."""
        return self._add(body.encode("ascii"))

    def stream(self, entries: str, data: bytes) -> str:
        """Add data, compressed, with further entries of its dictionary."""
        packed = zlib.compress(data, 9)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode{entries} >>\nstream\n"
        return self._add(head.encode("ascii") + packed + b"\nendstream")

    def font(self, subset: Subset) -> str:
        """Add a font and all that belongs to it."""
        size = "" if subset.cff else f" /Length1 {len(subset.data)}"
        data = self.stream(" /Subtype /CIDFontType0C" if subset.cff else size, subset.data)
        widths = " ".join(
            f"{subset.codes[glyph]} [{width}]" for glyph, width in subset.widths.items()
        )
        key, kind = (
            ("FontFile3", "CIDFontType0") if subset.cff else ("FontFile2", "CIDFontType2")
        )
        descriptor = self.add(
            f"<< /Type /FontDescriptor /FontName /{subset.name} {subset.descriptor} /{key}"
            f" {data} >>"
        )
        glyphs = self.add(
            f"<< /Type /Font /Subtype /{kind} /BaseFont /{subset.name} /FontDescriptor"
            f" {descriptor} /W [{widths}] /CIDSystemInfo << /Registry (Adobe) /Ordering"
            " (Identity) /Supplement 0"
            f" >>{'' if subset.cff else ' /CIDToGIDMap /Identity'} >>"
        )
        return self.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{subset.name} /Encoding /Identity-H"
            f" /DescendantFonts [{glyphs}] /ToUnicode"
            f" {self.stream('', subset.cmap.encode('ascii'))} >>"
        )

    def picture(self, image: "Image") -> str:
        """Add a picture with all its pixels, which are RGB."""
        size = f"/Width {image.width} /Height {image.height} /BitsPerComponent 8"
        return self.stream(
            f" /Type /XObject /Subtype /Image {size} /ColorSpace /DeviceRGB",
            image.tobytes(),
        )

    def finish(self, page: str, notes: Mapping[str, str]) -> bytes:
        """The file with that one page and what its properties say."""
        tree = f"{len(self.objects) + 2} 0 R"
        leaf = self.add(f"<< /Type /Page /Parent {tree} {page} >>")
        self.add(f"<< /Type /Pages /Kids [{leaf}] /Count 1 >>")
        root = self.add(
            f"<< /Type /Catalog /Pages {tree} /ViewerPreferences << /DisplayDocTitle true"
            " >> >>"
        )
        info = self.add(
            f"<< {' '.join(f'/{key} {_string(text)}' for key, text in notes.items())} >>"
        )
        count = len(self.objects) + 1
        bodies = [
            b"%d 0 obj\n%b\nendobj\n" % (number, body)
            for number, body in enumerate(self.objects, 1)
        ]
        places = [
            len(HEAD) + sum(len(b) for b in bodies[:number]) for number in range(count)
        ]
        table = "".join(f"{place:010d} 00000 n \n" for place in places[:-1])
        end = (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root"
            f" {root} /Info {info} >>\n"
        )
        return b"".join(
            [HEAD, *bodies, end.encode("ascii"), b"startxref\n%d\n%%%%EOF\n" % places[-1]]
        )

    def _add(self, body: bytes) -> str:
        self.objects.append(body)
        return f"{len(self.objects)} 0 R"


def _string(text: str) -> str:
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"
