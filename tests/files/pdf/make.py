"""The PDFs of this folder, from articles of data/raw/wikinews:
python tests/files/pdf/make.py [NAME ...]

Needs chromium, qpdf and pdftoppm (of poppler-utils); none of them is needed to run the tests.
"""

import html
import re
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Sequence
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
ARTICLES = HERE.parents[2] / "data/raw/wikinews"
# Name of the PDF -> article, its style sheet, and what stands before the article on the page.
PAGES = {
    "running_heads": (
        "warming",
        """@page { size: 148mm 180mm; margin: 22mm 20mm; @top-center { content: "Wikinews weekly" }
           @bottom-center { content: "– " counter(page) " –" } }
           body { font: 12pt/1.4 'Liberation Serif'; text-align: justify } h1 { font-size: 18pt; text-align: left }""",
    ),
    "two_columns": (
        "defector",
        """@page { size: A4; margin: 18mm } body { font: 10pt/1.25 'Liberation Serif' }
           main { columns: 2; column-gap: 6mm; text-align: justify; hyphens: manual }
           p { margin: 0; text-indent: 4mm } h1 { font-size: 20pt }""",
    ),
    "three_columns": (
        "korea",
        """@page { size: A4; margin: 15mm } body { font: 9pt/1.2 'Liberation Sans' } h1 { font-size: 26pt; margin: 0 }
           main { columns: 3; column-gap: 5mm; hyphens: manual } p { margin: 0 0 5pt }
           main p:nth-child(2)::first-letter { float: left; font-size: 36pt; line-height: 30pt }""",
    ),
    "landscape": (
        "ie9",
        "@page { size: A4 landscape; margin: 25mm } body { font: 11pt/1.4 'Liberation Sans' }",
    ),
}


_STRONG = "256"  # bits of the key


def main(names: Sequence[str]) -> None:
    made = {**{name: partial(make_article, name) for name in PAGES}, **OTHERS}
    for name in names or made:
        made[name]()


def make_article(name: str) -> None:
    article, style = PAGES[name]
    title, *paragraphs = (
        (ARTICLES / f"{article}.txt").read_text(encoding="utf-8").split("\n\n")
    )
    body = "".join(f"<p>{html.escape(paragraph.strip())}</p>\n" for paragraph in paragraphs)
    # headless Chromium has no hyphenation patterns:
    # soft hyphens where vowels end a syllable
    if "hyphens" in style:
        body = re.sub(r"(?<=[a-z]{2}[aeiou])(?=[bcdfglmnprstv][aeiou][a-z])", "&shy;", body)
    page = f"<h1>{html.escape(title)}</h1><main>{body}</main>"
    print_page(
        name,
        f"<html lang=en><meta charset=utf-8><title>{html.escape(title)}</title><style>{style}</style>{page}",
    )


def make_scanned() -> None:
    picture = [
        "pdftoppm",
        "-r",
        "50",
        "-gray",
        "-jpeg",
        "-jpegopt",
        "quality=20",
        "-f",
        "1",
        "-singlefile",
    ]
    jpeg = subprocess.run(
        [*picture, HERE / "landscape.pdf"], check=True, capture_output=True
    ).stdout
    source = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
    style = "@page { size: A4 landscape; margin: 0 } body { margin: 0 } img { width: 99vw; display: block }"
    print_page(
        "scanned", f"<html><title>Scan</title><style>{style}</style><img src='{source}'>"
    )


def make_blank() -> None:
    print_page(
        "blank", "<html><title>Blank</title><p style='break-after: page'>&nbsp;<p>&nbsp;"
    )


def make_partly_scanned() -> None:
    pages = [HERE / "landscape.pdf", "1", HERE / "scanned.pdf"]
    subprocess.run(
        ["qpdf", "--empty", "--pages", *pages, "--", HERE / "partly_scanned.pdf"],
        check=True,
    )


def encrypt(name: str, password: str) -> None:
    keys = ["--encrypt", password, "owner", _STRONG, "--extract=n", "--"]
    subprocess.run(
        ["qpdf", HERE / "landscape.pdf", *keys, HERE / f"{name}.pdf"], check=True
    )


def make_truncated() -> None:
    whole = (HERE / "landscape.pdf").read_bytes()
    (HERE / "truncated.pdf").write_bytes(whole[: len(whole) // 2])


# Made of those above, in this order.
OTHERS = {
    "encrypted": partial(encrypt, "encrypted", "secret"),
    "no_password_to_open": partial(encrypt, "no_password_to_open", ""),
    "scanned": make_scanned,
    "partly_scanned": make_partly_scanned,
    "blank": make_blank,
    "truncated": make_truncated,
}


def print_page(name: str, page: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page, encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}",
        ]
        command = [
            "chromium",
            *options,
            f"--print-to-pdf={HERE / name}.pdf",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1:])
