"""What may be said of a lead, in a sentence."""

from collections.abc import Mapping
from typing import Any

from castlist.reliability.intervals import lead_within_error
from castlist.tables import Tables

__all__ = ["describe_lead"]


def describe_lead(tables: Tables) -> str:
    """Who is counted most in an article, with the interval of the count, and whether the lead is
    more than the error of counting; empty if no interval is known.

    Only a lead that is larger than the error is told as one. Of several articles it is the first.
    """
    leads = lead_within_error(tables)
    leads = leads[leads["low"].notna()].astype(object)
    told = leads.where(leads.notna(), None).to_dict("records")
    return _describe(told[0]) if told else ""


def _describe(lead: Mapping[Any, Any]) -> str:
    noun = "mention" if lead["all_mentions"] == 1 else "mentions"
    most = f"of {lead['all_mentions']:,} {noun}"
    most += f" (80% interval {lead['low']:,} to {lead['high']:,})"
    first = f"{lead['actor']} {lead['mentions']:,} {most}"
    if not lead["other"]:
        return f"counted most: {first}"
    other = f"{lead['other']} {lead['other_mentions']:,}"
    if lead["other_high"] is not None:
        other += f" ({lead['other_low']:,} to {lead['other_high']:,})"
    if lead["mentions"] == lead["other_mentions"]:
        return f"counted most: {first} and {other}: nobody leads"
    if lead["within_error"]:
        return f"counted most: {first}; {other}: the lead lies within the error"
    share = f"{lead['mentions']:,} {most}"
    return f"{lead['actor']} is mentioned most: {share}; {other}"
