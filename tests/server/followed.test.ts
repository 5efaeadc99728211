/** Which pages are of something that can be followed. */
import { expect, test } from "vitest";
import { followedAt } from "../../server/http/followed.ts";
import { RESERVED_PASSAGES, RESERVED_WORKS } from "../../translations/ledger/work.ts";

test("a work, a passage, a proposal and a term are followed, and no page of the workbench’s own", () => {
  expect(followedAt("/nip14")).toBe("work/nip14");
  expect(followedAt("/nip14/1-1")).toBe("passage/nip14/1-1");
  expect(followedAt("/nip14/proposals/p1")).toBe("proposal/nip14/p1");
  expect(followedAt("/nip14/terms/t1")).toBe("term/nip14/t1");
  expect(followedAt("/nip14/1-1/v2")).toBeNull();
  for (const word of RESERVED_WORKS)
    for (const path of [`/${word}`, `/${word}/news`, `/${word}/proposals/p1`])
      expect(followedAt(path), path).toBeNull();
  for (const word of RESERVED_PASSAGES) expect(followedAt(`/nip14/${word}`), word).toBeNull();
});
