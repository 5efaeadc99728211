/** `/{work}/-/return`: a file that was taken out of a work and edited elsewhere comes back, as a proposal. */
import { useState } from "preact/hooks";
import type { JSX, TargetedEvent } from "preact";
import { LIMITS } from "../../translations/text/limits.ts";
import { wordsFrom } from "../language/language.ts";
import { address } from "../links/addresses.ts";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { posted, said } from "./sending.ts";
import type { ReturnView } from "./view.ts";
import { RETURNING } from "./return-words.tsx";

export const returnPage: PageOf<ReturnView> = {
  Page: ReturnPage,
  title: ({ work }) => wordsFrom(RETURNING).title(work.title),
};

/** What came of a file. */
interface Came {
  passages: number;
  notTaken: Readonly<Record<string, number>>;
  already: boolean;
  proposals: readonly string[];
}

function ReturnPage({ view, visit }: { view: ReturnView; visit: Visit }): JSX.Element {
  const { work } = view;
  const words = wordsFrom(RETURNING);
  const [file, choose] = useState<File | null>(null);
  const [isSending, send] = useState(false);
  const [came, hear] = useState<Came | string | null>(null);
  const submit = async (event: TargetedEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (!file) return;
    // Other formats lack marks: what they don't hold would be proposed to go.
    if (!/\.docx$/i.test(file.name)) return hear(words.onlyWord(file.name));
    const reason = new FormData(event.currentTarget).get("reason");
    const to = address.returned(work.id, { name: file.name, reason: typeof reason === "string" ? reason : "" });
    send(true);
    hear(await posted<Came>(to, "application/octet-stream", file).catch(said));
    send(false);
  };
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="form-page">
      <h1>{words.title(work.title)}</h1>
      <p>{words.lead(<a href={address.exporting(work.id)}>{words.out}</a>)}</p>
      <p class="hint">{words.needsScript}</p>
      <form class="needs-script" onSubmit={(event) => void submit(event)}>
        <p
          class="field"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            choose(event.dataTransfer?.files[0] ?? null);
          }}
        >
          <label for="file">{words.file}</label>
          <input
            type="file"
            id="file"
            accept=".docx"
            onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
          />
          {file && <span class="hint">{words.chosen(file.name)}</span>}
        </p>
        <p class="field">
          <label for="reason">{words.reason}</label>
          <input type="text" id="reason" name="reason" maxLength={LIMITS.reason} autocomplete="off" />
        </p>
        <button type="submit" class="button primary" disabled={file === null || isSending}>
          {isSending ? words.sending : words.propose}
        </button>
      </form>
      <div role="status">{came !== null && <WhatCame came={came} work={work.id} />}</div>
    </Page>
  );
}

function WhatCame({ came, work }: { came: Came | string; work: string }): JSX.Element {
  const words = wordsFrom(RETURNING);
  if (typeof came === "string") return <p class="banner refused">{came}</p>;
  const { passages, proposals, already, notTaken } = came;
  const left = Object.entries(notTaken).map(([name, count]) => words.left(name, count));
  return (
    <>
      {proposals.length === 0 ? (
        <p class="told">{already ? words.already : words.nothing}</p>
      ) : (
        <p class="told">
          {words.proposed(passages)}{" "}
          {proposals.map((proposal, index) => (
            <>
              {index > 0 && " · "}
              <a href={address.proposal(work, proposal)}>{words.proposal(index + 1, proposals.length)}</a>
            </>
          ))}
        </p>
      )}
      {left.length > 0 && <p class="hint">{words.notTaken(left.join(", "))}</p>}
    </>
  );
}
