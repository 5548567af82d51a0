"""Pairs of actors for programs that draw networks: Gephi, Flourish, Cytoscape and others."""

from xml.etree import ElementTree

import pandas as pd

from castlist.charts.data.facts import gather
from castlist.charts.data.pairs import find_pairs
from castlist.tables import Tables, to_csv, walk_rows
from castlist.text import NOT_XML

__all__ = ["edges", "edges_csv", "graphml"]

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
KEYS = {
    "label": ("node", "string"),
    "type": ("node", "string"),
    "mentions": ("node", "int"),
    "weight": ("edge", "int"),
}


def edges(tables: Tables) -> pd.DataFrame:
    """One row a pair of actors, by actor_id,
    with the number of paragraphs that mention both as Weight."""
    table = find_pairs(tables, gather(tables), "paragraph").table
    frame = pd.DataFrame({"Source": table["actor_a_id"], "Target": table["actor_b_id"]})
    return frame.assign(Type="Undirected", Weight=table["shared"])


def edges_csv(tables: Tables) -> bytes:
    """The pairs as the CSV that Flourish reads."""
    return to_csv(edges(tables)).encode()


def graphml(tables: Tables) -> bytes:
    """The same pairs as a GraphML file, with every actor as a node,
    those without a pair included."""
    root = ElementTree.Element("graphml", xmlns=NAMESPACE)
    for name, (owner, kind) in KEYS.items():
        ElementTree.SubElement(
            root, "key", {"id": name, "for": owner, "attr.name": name, "attr.type": kind}
        )
    graph = ElementTree.SubElement(root, "graph", id="together", edgedefault="undirected")
    for row in walk_rows(gather(tables).ranking):
        node = ElementTree.SubElement(graph, "node", id=_legal(row.actor_id))
        _describe(node, label=row.actor, type=row.actor_type, mentions=row.total)
    for number, row in enumerate(walk_rows(edges(tables)), 1):
        ends = {"source": _legal(row.Source), "target": _legal(row.Target)}
        _describe(
            ElementTree.SubElement(graph, "edge", {"id": f"e{number}", **ends}),
            weight=row.Weight,
        )
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _describe(element: ElementTree.Element, **values: object) -> None:
    for key, value in values.items():
        ElementTree.SubElement(element, "data", key=key).text = _legal(value)


def _legal(value: object) -> str:
    return NOT_XML.sub("", str(value))
