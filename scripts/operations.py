#!/usr/bin/env python3
"""Writes docs/operations.md and Tests/Fixtures/public-operations.json from the sources.

An operation is a public function of Sources/ApusGraph/Ops that gives variables, by themselves or in a
struct, as `swift package dump-symbol-graph` finds it. What has results of a size that only the numbers
say is done on the host, by methods of Tensor; it has an entry on the page. The fields of its doc comment become its entry; one
without fields is an error. The tests demand a case for every operation in every type it claims. The
page also has the functions of Apus that build losses and metrics, what GraphBuilder makes graphs of, and
the types that the functions of the page take and give.

usage: scripts/operations.py [--check]     --check: writes nothing, fails where a file is stale
"""

import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OPS = "Sources/ApusGraph/Ops/"
HOST = "Sources/ApusGraph/Tensor/Tensor+Search.swift"
LOSSES = ["Sources/Apus/Losses/", "Sources/Apus/Metrics/"]
GRAPHS = [f"Sources/ApusGraph/Graph/{name}.swift" for name in (
    "GraphBuilder", "GraphBuilder+Scopes", "StateUpdate", "Freezing", "Gradients")]
# What every function takes or gives; README and docs/architecture.md tell of them.
EVERYWHERE = ["Variable", "GraphBuilder", "Graph", "GraphError", "Tensor", "Shape", "Dim"]
FIELDS = ["Formula", "Shapes", "DTypes", "Gradient", "PyTorch", "ONNX"]
FLOATS = ["float32", "float16", "bfloat16", "float64"]
INTEGERS = ["int8", "int16", "int32", "int64", "uint8"]
TYPES = {
    "any": FLOATS + INTEGERS + ["bool"],
    "numeric": FLOATS + INTEGERS,
    "floating point": FLOATS,
    "integer": INTEGERS,
    **{name: [name] for name in FLOATS + INTEGERS + ["bool"]},
}


def symbols():
    """The symbols of ApusGraph, and those of Apus."""
    command = ["swift", "package", "dump-symbol-graph", "--minimum-access-level", "public",
               "--skip-synthesized-members"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    folder = re.search(r"Files written to (.*)", done.stdout + done.stderr)
    # Its exit status speaks of other modules too; what counts is that the graph is there.
    if not folder:
        sys.exit(f"error: {' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return [
        json.loads((pathlib.Path(folder[1].strip()) / f"{module}.symbols.json").read_text())["symbols"]
        for module in ("ApusGraph", "Apus")]


def declaration(symbol):
    return "".join(f["spelling"] for f in symbol.get("declarationFragments", []))


def source_of(symbol):
    return symbol.get("location", {}).get("uri", "")


def results(found):
    """The types that hold what an operation gives: Variable, and structs with variables in them."""
    return ["Variable"] + sorted({
        s["pathComponents"][-2] for s in found
        if s["kind"]["identifier"] == "swift.property" and f"/{OPS}" in source_of(s)
        and re.search(r"\bVariable\b", declaration(s))})


def is_operation(symbol, results):
    kind = symbol["kind"]["identifier"]
    result = declaration(symbol).rsplit("->", 1)[-1]
    return (
        kind in ("swift.func", "swift.func.op", "swift.method", "swift.type.method")
        and f"/{OPS}" in source_of(symbol)
        and re.search(rf"\b({'|'.join(results)})\b(?!\?)", result) is not None
    )


def is_in(symbol, paths):
    return any(f"/{path}" in source_of(symbol) for path in paths)


def is_loss(symbol):
    return (symbol["kind"]["identifier"] == "swift.func" and is_in(symbol, LOSSES)
            and declaration(symbol).endswith("-> Variable"))


def is_of_graphs(symbol):
    """What a user builds a graph with, besides operations."""
    return (symbol["kind"]["identifier"] in ("swift.init", "swift.method", "swift.property")
            and is_in(symbol, GRAPHS) and symbol["pathComponents"][0] == "GraphBuilder")


def is_host_operation(symbol):
    return symbol["kind"]["identifier"] == "swift.method" and f"/{HOST}" in source_of(symbol)


def entry(symbol):
    lines = [line["text"] for line in symbol.get("docComment", {}).get("lines", [])]
    fields, summary, throws, current = {}, [], "", None
    for line in lines:
        item = re.match(r"\s*- ([A-Za-z]+)(?: \w+)?: ?(.*)", line)
        if item:
            current = item[1]
            if current in FIELDS:
                fields[current] = item[2].strip()
            if current == "Throws":
                throws = item[2].strip()
        elif re.match(r"\s*- ", line):
            current = "other"
        elif current in FIELDS and line.startswith(" ") and line.strip():
            fields[current] += " " + line.strip()
        elif current == "Throws" and line.startswith(" ") and line.strip():
            throws += " " + line.strip()
        elif current is None:
            summary.append(line.strip())
        elif line.strip() and not line.startswith(" "):
            current = "other"
    uri = source_of(symbol)
    source = uri[uri.index(OPS) + len(OPS):] if OPS in uri else uri[uri.index("Sources/"):]
    name = symbol["pathComponents"][-1]
    text = tidy(declaration(symbol))
    owner = symbol["pathComponents"][0]
    if symbol["kind"]["identifier"] == "swift.method" and len(symbol["pathComponents"]) > 1:
        # Said as it is called: graph.random(…), tensor.unique().
        receiver = {"GraphBuilder": "graph"}.get(owner, owner[0].lower() + owner[1:])
        text = re.sub(r"\bfunc ", f"func {receiver}.", text, count=1) + f"  // a method of {owner}"
    return {
        "name": name,
        "declaration": text,
        "throws": throws,
        "summary": re.sub(r"\n{2,}", "\n\n", "\n".join(summary)).strip(),
        "fields": fields,
        "source": source,
        "line": symbol["location"]["position"]["line"],
    }


def tidy(text):
    """A declaration without what every operation has."""
    text = re.sub(r", file: String = #fileID, line: Int = #line", "", text)
    text = re.sub(r"file: String = #fileID, line: Int = #line", "", text)
    return re.sub(r" throws\(GraphError\)", "", text)


def types_of(text):
    """The types that a field DTypes names; None where it cannot be read."""
    text = re.sub(r"\(.*?\)", "", text).strip()
    found = []
    for part in re.split(r",|\band\b", text):
        if part.strip():
            if part.strip() not in TYPES:
                return None
            found += TYPES[part.strip()]
    return sorted(set(found), key=TYPES["any"].index)


def problems(entries):
    found = []
    documented = {e["name"] for e in entries if e["fields"]}
    for e in entries:
        missing = [f for f in FIELDS if f not in e["fields"]]
        # Overloads say it once.
        if missing and not (not e["fields"] and e["name"] in documented):
            found.append(f"{e['source']}:{e['line'] + 1}: {e['name']} lacks {', '.join(missing)}")
        elif e["fields"] and not types_of(e["fields"]["DTypes"]):
            found.append(
                f"{e['source']}:{e['line'] + 1}: {e['name']}: DTypes '{e['fields']['DTypes']}' is none of "
                f"{', '.join(TYPES)} or a list of them")
    return found


def title(folder):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", folder) or "General"


def listing(overloads, source):
    """The entry of one name on the page."""
    main = next((e for e in overloads if e["fields"]), overloads[0])
    return (
        ["", f"### {main['name'].split('(')[0]}", "", "```text"]
        + [e["declaration"] for e in overloads] + ["```", "", main["summary"], ""]
        + [f"- {f}: {main['fields'][f]}" for f in FIELDS if f in main["fields"]]
        + [f"- Source: [{main['source']}](../{source})"])


def plain(symbol):
    """The text of a doc comment as one paragraph, without examples and lists."""
    text = []
    for line in symbol.get("docComment", {}).get("lines", []):
        if re.match(r"\s*- [A-Za-z]+(?: \w+)?:", line["text"]):
            break
        if not line["text"].startswith("    "):
            text.append(line["text"].strip())
    return re.sub(r"\s*\n\s*", " ", "\n".join(text)).strip()


def types_taken(functions, found):
    """The public types of ApusGraph in these functions' declarations, those in their members' too."""
    known = {s["identifier"]["precise"]: s for s in found}
    members = {}
    for s in found:
        if len(s["pathComponents"]) > 1:
            members.setdefault(tuple(s["pathComponents"][:-1]), []).append(s)
    taken, todo = {}, list(functions)
    while todo:
        for fragment in todo.pop().get("declarationFragments", []):
            s = known.get(fragment.get("preciseIdentifier"))
            path = tuple(s["pathComponents"]) if s else ()
            if (not s or path in taken or path[0] in EVERYWHERE or s["kind"]["identifier"]
                    not in ("swift.enum", "swift.struct", "swift.protocol")):
                continue
            own = [m for m in members.get(path, []) if m["kind"]["identifier"] in (
                "swift.enum.case", "swift.property", "swift.init", "swift.type.property",
                "swift.type.method", "swift.func")
                and not re.match(r"init\((from|integerLiteral|arrayLiteral|floatLiteral):", m["pathComponents"][-1])
                and m["pathComponents"][-1] not in ("description", "hash(into:)", "encode(to:)")
                and m.get("docComment") and "location" in m]
            own.sort(key=lambda m: (source_of(m), m["location"]["position"]["line"]))
            taken[path] = (s, own)
            todo += own
    return [taken[path] for path in sorted(taken, key=lambda p: tuple(n.lower() for n in p))]


def type_listing(symbol, members):
    uri = source_of(symbol)
    source = uri[uri.index("Sources/"):]
    lines = ["", f"### {'.'.join(symbol['pathComponents'])}", "", "```text", declaration(symbol)]
    lines += ["```", "", plain(symbol), ""]
    for m in members:
        text = tidy(declaration(m))
        if m["kind"]["identifier"] == "swift.enum.case":
            text = re.sub(r"^case \w+\.", "case ", text)
        lines.append(f"- `{text}`: {plain(m)}")
    return lines + [f"- Source: [{source.rsplit('/', 1)[1]}](../{source})"]


def graph_listing(entries):
    """What graphs are built with, by name, overloads together."""
    names, text = {}, []
    for e in entries:
        names.setdefault(e["name"].split("(")[0], []).append(e)
    for name, overloads in names.items():
        text += ["", f"### {'GraphBuilder' if name == 'init' else name}", "", "```text"]
        text += [e["declaration"] for e in overloads] + ["```", ""]
        for e in overloads:
            text += [e["summary"], ""]
            if e["throws"]:
                text += [f"- Throws: {e['throws']}", ""]
        source = overloads[0]["source"]
        text.append(f"- Source: [{source.rsplit('/', 1)[1]}](../{source})")
    return text


def page(entries, on_host, losses, graphs, types):
    groups = {}
    for e in entries:
        folder = e["source"].rsplit("/", 1)[0] if "/" in e["source"] else ""
        groups.setdefault(folder, {}).setdefault(e["name"], []).append(e)
    text = [
        "# Operations",
        "",
        "Every operation, from its doc comment: generated by `scripts/operations.py`, do not edit.",
        "g is the gradient that arrives at the result; […] stands for any leading axes. Types:",
        "*any* are all of them, *numeric* all but bool, *floating point* float32, float16, bfloat16 and",
        "float64. Each function also takes `file:` and `line:`, the call site, and throws `GraphError`.",
        "",
    ]
    for folder in sorted(groups):
        names = sorted({n.split("(")[0] for n in groups[folder]}, key=str.lower)
        text.append(f"- **{title(folder)}**: " + ", ".join(f"`{n}`" for n in names))
    def line(title, names):
        text.append(f"- **{title}**: " + ", ".join(f"`{n}`" for n in names))

    line("On the host", sorted({e["name"].split("(")[0] for e in on_host}))
    line("Losses and metrics", sorted({e["name"].split("(")[0] for e in losses}))
    line("Graphs", dict.fromkeys(e["name"].split("(")[0] for e in graphs))
    line("Types that functions take and give", [".".join(s["pathComponents"]) for s, _ in types])
    for folder in sorted(groups):
        text += ["", f"## {title(folder)}"]
        for name in sorted(groups[folder], key=lambda n: (n.split("(")[0].lower(), n)):
            overloads = sorted(groups[folder][name], key=lambda e: (e["source"], e["line"]))
            text += listing(overloads, OPS + overloads[0]["source"])
    text += [
        "",
        "## On the host",
        "",
        "How large the results of these are, only the numbers say: they are methods of `Tensor`, not part of",
        "a graph, and throw nothing. Every operation above runs on the device and reads nothing back.",
    ]
    for e in on_host:
        text += listing([e], e["source"])
    text += [
        "",
        "## Losses and metrics",
        "",
        "Functions of the module `Apus`, composed of the operations above.",
    ]
    for name in sorted({e["name"].split("(")[0] for e in losses}, key=str.lower):
        overloads = [e for e in losses if e["name"].split("(")[0] == name]
        for e in sorted(overloads, key=lambda e: e["line"]):
            text += listing([e], e["source"])
    text += [
        "",
        "## Graphs",
        "",
        "Where variables come from, and what gradients are asked of: methods of `GraphBuilder`.",
    ]
    text += graph_listing(graphs)
    text += ["", "## Types that functions take and give"]
    for s, members in types:
        text += type_listing(s, members)
    return "\n".join(text) + "\n"


def fixture(entries):
    claims = {}
    for e in entries:
        if e["fields"]:
            claims.setdefault(e["name"], set()).update(types_of(e["fields"]["DTypes"]))
        else:
            claims.setdefault(e["name"], set())
    listed = [
        {"name": name, "dtypes": sorted(claims[name], key=TYPES["any"].index)}
        for name in sorted(claims)
    ]
    lines = ",\n".join("  " + json.dumps(item) for item in listed)
    return "[\n" + lines + "\n]\n"


def main():
    found, of_apus = symbols()
    holders = results(found)
    entries = [entry(s) for s in found if is_operation(s, holders)]
    on_host = sorted((entry(s) for s in found if is_host_operation(s)), key=lambda e: e["name"])
    losses = sorted((entry(s) for s in of_apus if is_loss(s)), key=lambda e: (e["source"], e["line"]))
    builders = sorted((s for s in found if is_of_graphs(s)),
                      key=lambda s: (GRAPHS.index(next(p for p in GRAPHS if p in source_of(s))),
                                     s["location"]["position"]["line"]))
    graphs = [entry(s) for s in builders]
    if not entries or not on_host or not losses or not graphs:
        sys.exit("error: the symbol graph lacks operations: the script is out of step")
    types = types_taken([s for s in found if is_operation(s, holders)] + builders, found)
    missing = problems(entries + on_host + losses)
    if missing:
        sys.exit("\n".join(missing) + f"\nerror: {len(missing)} operations without their fields")
    texts = {
        "docs/operations.md": page(entries, on_host, losses, graphs, types),
        "Tests/Fixtures/public-operations.json": fixture(entries),
    }
    stale = [p for p, text in texts.items()
             if not (ROOT / p).exists() or (ROOT / p).read_text() != text]
    if "--check" in sys.argv[1:]:
        if stale:
            sys.exit(f"error: stale: {', '.join(stale)}; run scripts/operations.py")
        print(f"{len(entries)} functions of {len({e['name'] for e in entries})} operations, documented")
        return
    for path in stale:
        temporary = ROOT / (path + ".new")
        temporary.write_text(texts[path])
        os.replace(temporary, ROOT / path)
    print(f"{len(entries)} functions; written: {', '.join(stale) or 'nothing'}")


if __name__ == "__main__":
    main()
