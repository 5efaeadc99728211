/** What is told to somebody of requests, as lines among their news: of what they may read, and as far as it is news still. */
import type { NewsLine } from "../../editor/mine/mine.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import type { Person } from "../../translations/notes/note.ts";
import { isCurrent } from "../../translations/requests/notices.ts";
import type { KeptNotice } from "../accounts/accounts.ts";
import { seenBy, type RequestSources, type Seen } from "../requests/requests.ts";

export interface NoticeLine {
  line: NewsLine;
  notice: KeptNotice;
}

/** Those of the pieces that are told, in their order. @param now milliseconds since 1970. */
export async function noticeLines(
  of: RequestSources,
  actor: Actor,
  notices: readonly KeptNotice[],
  now: number,
): Promise<NoticeLine[]> {
  if (notices.length === 0) return [];
  const names = await of.accounts.signatures(notices.flatMap(({ by }) => by ?? []));
  const lines: NoticeLine[] = [];
  for (const notice of notices) {
    const request = await of.accounts.requests.one(notice.work, notice.request);
    const seen = request && (await seenBy(of, request, actor, now));
    if (seen && isCurrent(notice, seen.request, now))
      lines.push({ notice, line: lineOf(notice, seen, notice.by === null ? undefined : names.get(notice.by)) });
  }
  return lines;
}

function lineOf(notice: KeptNotice, { request, work, place }: Seen, by: Person | undefined): NewsLine {
  const { kind, at, until, standing, word } = notice;
  const { id, about, task } = request;
  return {
    ...{ kind, at, more: 0, version: null, outline: null, thread: null, comment: null, approvals: null, reason: word },
    work: { id: work.id, title: work.title, sourceLanguage: work.sourceLanguage },
    passage: place.passage === null ? null : { id: place.passage, locator: place.name },
    proposal: about.kind === "proposal" ? about.id : null,
    term: about.kind === "term" ? { id: about.id, name: place.name } : null,
    request: { id, about, task, until, standing },
    by: by ? [by] : [],
    fresh: !notice.seen,
  };
}
