#!/usr/bin/env python3
"""Checks records of a Variorum ledger by what docs/record-format.md says, with nothing but Python's standard library.

    python3 verify-records.py FILE …

A FILE has a record a line, in the order of the ledger, or is a workbench's database (variorum.db) or a copy of one. Says
each fault; exits 1 if there is one.
"""
import hashlib, json, re, sqlite3, sys, unicodedata

def sha256(data):
    return hashlib.sha256(data).hexdigest()

def canonical(value):
    """Canonical JSON (RFC 8785) in UTF-8; the numbers of records are whole."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return b"{" + b",".join(canonical(name) + b":" + canonical(each) for name, each in members) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    return json.dumps(value, ensure_ascii=False).encode()

def walk(value, name=None):
    """All values in a value, each with the name it has, in the order of canonical JSON."""
    yield name, value
    if isinstance(value, dict):
        for name in sorted(value, key=lambda name: name.encode("utf-16-be")):
            yield from walk(value[name], name)
    elif isinstance(value, list):
        for each in value:
            yield from walk(each)

def enclosed(said):
    """The digests of what a record encloses, in the order in which it stands beside the record."""
    both = [said["event"], said["people"]]
    return [each for name, each in walk(both) if name == "enclosed" and isinstance(each, str)]

BEGINS_LIKE_A_BLOCK = re.compile(r"\\|- |[0-9]{1,5}\. |#{1,6} |> |\| ")

def text_of(blocks, first="", rest=""):
    """The canonical text of blocks: `first` stands before their first line, `rest` before those of the later blocks."""
    out = ""
    for index, block in enumerate(blocks):
        if index:
            out += "\n" + rest.rstrip(" ") + "\n"
        lead, kind, inside = (rest if index else first), block["type"], block.get("content", [])
        if kind == "quotation":
            out += text_of(inside, lead + "> ", rest + "> ")
        elif kind == "verse":
            out += "\n".join((rest if at else lead) + "| " + words(line) for at, line in enumerate(inside))
        elif kind in ("bullet_list", "ordered_list"):
            start = block.get("attrs", {}).get("start", 1)
            markers = [f"{start + at}. " if kind == "ordered_list" else "- " for at in range(len(inside))]
            out += "\n".join(
                text_of(item["content"], (rest if at else lead) + marker, rest + " " * len(marker))
                for at, (item, marker) in enumerate(zip(inside, markers))
            )
        elif kind == "heading":
            out += lead + "#" * block.get("attrs", {}).get("level", 2) + " " + words(block)
        else:
            out += lead + ("\\" if BEGINS_LIKE_A_BLOCK.match(words(block)) else "") + words(block)
    return out

def words(block):
    return "".join(run["text"] for run in block.get("content", []))

def digests_of_words(rendering):
    """Of a rendering's text; and as it was while there was neither verse nor quotation, without the backslashes for them."""
    text = text_of(rendering["content"])
    older = re.sub(r"(?m)^((?: |- |[0-9]{1,5}\. )*)\\(?=[>|] )", r"\1", text)
    return [sha256(text.encode()), sha256(older.encode())]

def faults(records):
    streams, removed, acts, found = {}, {}, [], []
    for record in records:
        said = record["said"] = json.loads(record["body"])
        beside = dict(zip(enclosed(said), record["beside"]))
        for digest in said["event"].get("enclosures", []):
            whom = said["event"].get("instead")
            name = beside.get(said["people"][whom["person"]]["enclosed"]) if whom else None
            removed[said["stream"], digest] = [name[1]] if name else []
    for number, record in enumerate(records, 1):
        said, body, event = record["said"], record["body"].encode(), record["said"]["event"]
        report = lambda what: found.append(f"record {number}, {said['stream']} {said['position']}: {what}")
        if sha256(body) != record["digest"]: report("its digest is another")
        if canonical(said) != body: report("it is not written in canonical JSON")
        before = streams.get(said["stream"])
        if said["previous"] != (before and before["digest"]): report("it does not follow the record before it")
        if said["position"] != (before["said"]["position"] if before else 0) + 1: report("its position is another")
        streams[said["stream"]] = record
        digests = enclosed(said)
        if len(digests) != len(record["beside"]): report("it encloses more or less than stands beside it")
        for digest, slot in zip(digests, record["beside"]):
            gone = removed.get((said["stream"], digest))
            if gone is not None:
                if slot != gone: report("what was removed is still there, or something else stands instead")
            elif len(slot) != 2 or sha256(bytes.fromhex(slot[0]) + canonical(slot[1])) != digest:
                report("what it encloses was changed, or is missing")
        beside = {digest: slot for digest, slot in zip(digests, record["beside"]) if len(slot) == 2}
        for _, each in walk(event):
            rendering = each.get("rendering") if isinstance(each, dict) and "digest" in each else None
            slot = beside.get(rendering["enclosed"]) if isinstance(rendering, dict) else None
            if slot and each["digest"] not in digests_of_words(slot[1]): report("its words are not those of their digest")
        slot = beside.get(event["wording"]["enclosed"]) if event["type"] == "source-worded" and event["wording"] else None
        if slot and sha256(unicodedata.normalize("NFC", "\n\n".join(slot[1])).encode()) != event["digest"]:
            report("the words of its source are not those of their digest")
        if not acts or acts[-1][0]["act"]["id"] != said["act"]["id"]: acts.append([])
        acts[-1].append(said)
        if "decision" in event and event["decision"] not in (each["digest"] for each in records[number - len(acts[-1]) : number]):
            report("the decision that it names is none of its act")
    for act in acts:
        if any(each["act"]["records"] != len(act) for each in act):
            found.append(f"act {act[0]['act']['id']}: {len(act)} of {act[0]['act']['records']} records stand here")
    return len(records), len(streams), found

def records_in(name):
    if not name.endswith(".db"):
        with open(name, encoding="utf-8", newline="\n") as file:
            return [json.loads(line) for line in file if line.strip()]
    rows = "SELECT body, digest, beside FROM record JOIN enclosed USING (number) ORDER BY number"
    with sqlite3.connect(f"file:{name}?mode=ro", uri=True) as db:
        return [{"body": body, "digest": digest, "beside": json.loads(beside)} for body, digest, beside in db.execute(rows)]

if __name__ == "__main__":
    whole = True
    for name in sys.argv[1:]:
        try: count, streams, found = faults(records_in(name))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error: found = [f"it can't be read: {error!r}"]
        for fault in found: print(f"{name}: {fault}")
        if not found: print(f"{name}: {count} records in {streams} streams: every digest and every chain holds")
        whole = whole and not found
    sys.exit(0 if whole else 1)
