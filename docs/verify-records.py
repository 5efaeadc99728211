#!/usr/bin/env python3
"""Checks records of a Variorum ledger by what docs/record-format.md says, with nothing but Python's standard library.

    python3 verify-records.py FILE …

A FILE has a record a line, in the order of the ledger, or is a workbench's database (variorum.db) or a copy of one. Says
each fault, and what is carried without being understood; exits 1 if there is a fault.
"""
import hashlib, json, re, sqlite3, sys, unicodedata
from decimal import Decimal

KINDS = set(
    "work-described translation-described passage-placed finality-set passage-retired passage-split passages-joined source-worded source-confirmed visibility-set role-given person-joined approvals-set "
    "translation-withdrawn import-begun import-ended import-undone "
    "term-set version-recorded text-supplied version-chosen version-withdrawn note-checked "
    "proposal-opened part-added readers-chosen person-invited person-let-go proposal-submitted proposal-returned "
    "proposal-rebased proposal-approved approval-withdrawn proposal-accepted proposal-declined proposal-withdrawn version-removed proposal-removed "
    "wording-removed name-removed outline-proposed outline-accepted outline-declined outline-withdrawn "
    "term-retired term-proposed term-remarked term-returned term-accepted term-declined term-withdrawn "
    "thread-opened thread-replied thread-edited thread-removed thread-resolved thread-reopened".split()
)

def sha256(data):
    return hashlib.sha256(data).hexdigest()

def number(value):
    """A number as ECMAScript prints it, which RFC 8785 asks for."""
    value = float(value)
    if value != value or value in (float("inf"), float("-inf")): raise ValueError("JSON has no such number")
    if value == 0: return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits, minus = "".join(map(str, digits)), "-" if sign else ""
    point = len(digits) + exponent
    if len(digits) <= point <= 21: return minus + digits + "0" * (point - len(digits))
    if 0 < point <= 21: return minus + digits[:point] + "." + digits[point:]
    if -6 < point <= 0: return minus + "0." + "0" * -point + digits
    more = "." + digits[1:] if len(digits) > 1 else ""
    return f"{minus}{digits[0]}{more}e{point - 1:+d}"

def by_utf16(name):
    return name.encode("utf-16-be", "surrogatepass")

def canonical(value):
    """Canonical JSON (RFC 8785) in UTF-8."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: by_utf16(member[0]))
        return b"{" + b",".join(canonical(name) + b":" + canonical(each) for name, each in members) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    if isinstance(value, (int, float)) and not isinstance(value, bool): return number(value).encode()
    return json.dumps(value, ensure_ascii=False).encode()

def walk(value, name=None):
    """All values in a value, each with the name it has, in the order of canonical JSON."""
    yield name, value
    if isinstance(value, dict):
        for name in sorted(value, key=by_utf16):
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
        elif kind == "paragraph":
            out += lead + ("\\" if BEGINS_LIKE_A_BLOCK.match(words(block)) else "") + words(block)
        else:
            raise ValueError(f"there is no block of type {kind!r}")
    return out

def words(block):
    return "".join(run["text"] for run in block.get("content", []))

def digests_of_words(rendering, was):
    """Of a rendering's text; of what was brought over also as it was before there were verse and quotations."""
    text = text_of(rendering["content"])
    older = re.sub(r"(?m)^((?: |- |[0-9]{1,5}\. )*)\\(?=[>|] )", r"\1", text)
    return [sha256(each.encode()) for each in ([text, older] if was else [text])]

INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")

SALT = re.compile(r"[0-9a-f]{32}")

def faults(records, may_lack):
    """How many streams there are, what is not understood or not here, and all faults. A copy may lack what is enclosed."""
    streams, removed, acts, found, unknown, left_out = {}, {}, [], [], 0, 0
    for record in records:
        said = record["said"] = json.loads(record["body"])
        if "format" in said: raise ValueError("a record is of a later format")
        beside = dict(zip(enclosed(said), record["beside"]))
        for digest in said["event"].get("enclosures", []):
            whom = said["event"].get("instead")
            name = beside.get(said["people"][whom["person"]]["enclosed"]) if whom else None
            removed[said["stream"], digest] = name[-1:] if name else []
    for number, record in enumerate(records, 1):
        said, body, event = record["said"], record["body"].encode(), record["said"]["event"]
        report = lambda what: found.append(f"record {number}, {said['stream']} {said['position']}: {what}")
        if event["type"] not in KINDS: unknown += 1
        if sha256(body) != record["digest"]: report("its digest is another")
        if canonical(said) != body: report("it is not written in canonical JSON")
        if not INSTANT.fullmatch(said["at"]): report("its instant is not written as instants are")
        before = streams.get(said["stream"])
        if said["previous"] != (before and before["digest"]): report("it does not follow the record before it")
        if said["position"] != (before["said"]["position"] if before else 0) + 1: report("its position is another")
        streams[said["stream"]] = record
        digests = enclosed(said)
        if len(digests) != len(record["beside"]): report("it encloses more or less than stands beside it")
        for digest, slot in zip(digests, record["beside"]):
            gone = removed.get((said["stream"], digest))
            if slot is None and may_lack: left_out += 1
            elif gone is not None:
                if slot != gone: report("what was removed is still there, or something else stands instead")
            elif slot is None or len(slot) != 2 or not SALT.fullmatch(slot[0]) or sha256(bytes.fromhex(slot[0]) + canonical(slot[1])) != digest:
                report("what it encloses was changed, or is missing")
        beside = {digest: slot for digest, slot in zip(digests, record["beside"]) if slot and len(slot) == 2}
        for _, each in walk(event):
            rendering = each.get("rendering") if isinstance(each, dict) and "digest" in each else None
            slot = beside.get(rendering["enclosed"]) if isinstance(rendering, dict) else None
            if slot and each["digest"] not in digests_of_words(slot[1], "was" in said):
                report("its words are not those of their digest")
        if event["type"] == "source-worded":
            wording = event["wording"]
            slot = beside.get(wording["enclosed"]) if isinstance(wording, dict) else [None, wording]
            if slot and sha256(unicodedata.normalize("NFC", "\n\n".join(slot[1])).encode()) != event["digest"]:
                report("the words of its source are not those of their digest")
        if not acts or acts[-1][0]["act"]["id"] != said["act"]["id"]: acts.append([])
        acts[-1].append(said)
        if "decision" in event and event["decision"] not in (each["digest"] for each in records[number - len(acts[-1]) : number]):
            report("the decision that it names is none of its act")
    for act in acts:
        if any(each["act"]["records"] != len(act) for each in act):
            found.append(f"act {act[0]['act']['id']}: {len(act)} of {act[0]['act']['records']} records stand here")
        names = [(each["stream"] + "//").split("/") for each in act]
        if len({(kind == "access", work) for kind, work, *_ in names}) > 1:
            found.append(f"act {act[0]['act']['id']}: its records are not of one work, or say who may do what beside other things")
    told = [f"{count} {what}" for count, what in ((unknown, "of kinds that are not known"), (left_out, "enclosures not in this copy")) if count]
    return len(streams), told, found

def unpacked(body):
    """A body as it lies in a database: each digest in it, with its quotation marks, is a byte 255 and 32 bytes."""
    whole, at = b"", 0
    while (mark := body.find(b"\xff", at)) >= 0:
        whole += body[at:mark] + b'"' + body[mark + 1 : mark + 33].hex().encode() + b'"'
        at = mark + 33
    return (whole + body[at:]).decode()

def records_in(name):
    if not name.endswith(".db"):
        with open(name, encoding="utf-8", newline="\n") as file:
            return [json.loads(line) for line in file if line.strip()]
    rows = "SELECT body, digest, beside FROM record JOIN enclosed USING (number) ORDER BY number"
    with sqlite3.connect(f"file:{name}?mode=ro", uri=True) as db:
        return [{"body": unpacked(body), "digest": digest.hex(), "beside": json.loads(beside)} for body, digest, beside in db.execute(rows)]

if __name__ == "__main__":
    whole = True
    for name in sys.argv[1:]:
        try:
            records = records_in(name)
            streams, told, found = faults(records, may_lack=not name.endswith(".db"))
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error: found = [f"it can't be read: {error!r}"]
        for fault in found: print(f"{name}: {fault}")
        if not found:
            also = "".join(f", {each}" for each in told)
            print(f"{name}: {len(records)} records in {streams} streams{also}: every digest and every chain holds")
        whole = whole and not found
    sys.exit(0 if whole else 1)
