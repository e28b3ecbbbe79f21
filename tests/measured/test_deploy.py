"""The alerts, the dashboard and the page about them name what there is: each metric, label, value and paragraph."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
import yaml

from bot.infra import metrics
from tests.copying import HERE
from tests.measured.labels import NUMBERS, VALUES
from tests.measuring import samples

ALERTS = HERE / "deploy" / "prometheus" / "alerts.yaml"
DASHBOARD = HERE / "deploy" / "grafana" / "together.json"
PAGE = (HERE / "docs" / "operations" / "metrics.md").read_text(encoding="utf-8")

OF_PROMETHEUS = frozenset({"instance", "job"})
"""Labels that Prometheus adds by itself."""

_METRIC = re.compile(r"\b(?P<name>(?:together|process)_\w+)(?:\{(?P<matchers>[^}]*)\})?")
_MATCHER = re.compile(r'(?P<label>\w+)\s*(?:=~|!~|!=|=)\s*"(?P<value>[^"]*)"')
_BY = re.compile(r"\b(?:sum|max|min|avg|count)\s+by\s*\((?P<labels>[^)]*)\)\s*\(")


def known() -> Mapping[str, frozenset[str]]:
    own = {one.name: frozenset[str]() for one in samples(metrics.registry()) if one.name.startswith("process_")}
    return {**own, **metrics.catalogue()}


def complaints(query: str) -> list[str]:
    """What a query asks for that is not there."""
    found = []
    for one in _METRIC.finditer(query):
        labels = known().get(one["name"])
        if labels is None:
            found.append(f"there is no {one['name']}")
            continue
        for matcher in _MATCHER.finditer(one["matchers"] or ""):
            label, values = matcher["label"], matcher["value"].split("|")
            if label in OF_PROMETHEUS:
                continue
            if label not in labels:
                found.append(f"{one['name']} has no label {label}")
            elif label not in NUMBERS:
                found += [f"{label} is never {value}" for value in values if value not in VALUES[label]]
    for by in _BY.finditer(query):
        wanted = {label.strip() for label in by["labels"].split(",")}
        for one in _METRIC.finditer(_inside(query, by.end())):
            missing = wanted - known().get(one["name"], frozenset()) - OF_PROMETHEUS
            found += [f"{one['name']} has no label {label}" for label in sorted(missing)]
    return found


def _inside(query: str, start: int) -> str:
    """What stands in the parenthesis that was opened before `start`."""
    depth = 1
    for place in range(start, len(query)):
        depth += {"(": 1, ")": -1}.get(query[place], 0)
        if not depth:
            return query[start:place]
    raise ValueError(f"a parenthesis stays open: {query}")


@dataclass(frozen=True)
class Query:
    name: str
    text: str
    said: str
    """What is shown of the result's labels."""


def alerts() -> Iterator[Mapping[str, object]]:
    for group in yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"]:
        yield from group["rules"]


def queries() -> Iterator[Query]:
    for alert in alerts():
        yield Query(str(alert["alert"]), str(alert["expr"]), json.dumps(alert["annotations"]))
    for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]:
        for target in panel.get("targets", ()):
            yield Query(panel["title"], target["expr"], target["legendFormat"])


QUERIES = list(queries())


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.name)
def test_a_query_names_what_there_is(query: Query) -> None:
    assert _METRIC.search(query.text)
    assert complaints(query.text) == []
    _inside(f"{query.text})", 0)


@pytest.mark.parametrize("query", QUERIES, ids=lambda one: one.name)
def test_what_is_said_of_a_result_is_one_of_its_labels(query: Query) -> None:
    said = set(re.findall(r"\$labels\.(\w+)|\{\{(\w+)\}\}", query.said))
    by = {label.strip() for one in _BY.finditer(query.text) for label in one["labels"].split(",")}
    assert {one or other for one, other in said} <= by | OF_PROMETHEUS


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("together_owned > 0", "there is no together_owned"),
        ("rate(together_delivered[5m])", "there is no together_delivered"),
        ('together_owed{person="awa"}', "together_owed has no label person"),
        ('together_owed{state=~"ready|lost"}', "state is never lost"),
        (
            "sum by (channel) (together_transaction_seconds_count)",
            "together_transaction_seconds_count has no label channel",
        ),
        ("max by (le) (together_owed)", "together_owed has no label le"),
    ],
)
def test_what_is_not_there_is_noticed(query: str, complaint: str) -> None:
    assert complaint in complaints(query)


def paragraphs() -> dict[str, str]:
    """What stands under each heading of the page, by the heading's anchor."""
    parts = re.split(r"^#{2,3} (.+)$", PAGE, flags=re.MULTILINE)[1:]
    titles, texts = parts[::2], parts[1::2]
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-"): text
        for title, text in zip(titles, texts, strict=True)
    }


@pytest.mark.parametrize("alert", list(alerts()), ids=lambda one: str(one["alert"]))
def test_an_alert_says_what_to_do_and_leads_to_a_paragraph_that_names_it(alert: Mapping[str, dict[str, str]]) -> None:
    told = alert["annotations"]
    assert set(told) == {"summary", "action", "runbook"}
    assert len(told["action"].split()) > 6
    page, _, anchor = told["runbook"].partition("#")
    assert page == "docs/operations/metrics.md"
    assert f"`{alert['alert']}`" in paragraphs()[anchor]
    assert alert["labels"]["severity"] in ("critical", "warning")


def test_every_paragraph_on_alerts_is_led_to() -> None:
    named = set(re.findall(r"`(Together\w+)`", PAGE))
    assert named == {alert["alert"] for alert in alerts()}


def test_every_metric_is_shown_and_explained_with_its_labels_and_their_values() -> None:
    asked = " ".join(query.text for query in QUERIES)
    bases = {re.sub("_(bucket|sum|count)$", "", name) for name in metrics.catalogue()}
    rows = {found[1]: found[0] for found in re.finditer(r"^\| `(together_\w+)` \|.*$", PAGE, re.MULTILINE)}
    assert set(rows) == bases
    for name, labels in metrics.catalogue().items():
        base = re.sub("_(bucket|sum|count)$", "", name)
        assert base in asked
        if "the same" not in rows[base]:
            assert labels - NUMBERS <= set(re.findall(r"`(\w+)`", rows[base]))
    for label, values in VALUES.items():
        if label != "channel":
            assert {value for value in values if f"`{value}`" not in PAGE} == set(), label


def test_panels_have_ids_and_places_of_their_own() -> None:
    panels = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken = set[tuple[int, int]]()
    for panel in panels:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert max(x for x, _ in cells) < 24
        assert not taken & cells, panel["title"]
        taken |= cells
        assert panel["type"] == "row" or panel["description"]


@pytest.mark.skipif(shutil.which("promtool") is None, reason="Prometheus' own tool is not here")
def test_prometheus_itself_takes_the_rules_and_they_fire_when_they_should() -> None:
    for words in (["check", "rules", ALERTS.name], ["test", "rules", "alerts.test.yaml"]):
        done = subprocess.run(["promtool", *words], cwd=ALERTS.parent, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
