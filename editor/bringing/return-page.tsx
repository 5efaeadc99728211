/** `/{work}/-/return`: a revised file comes to a work; what became of each passage is shown, then proposed or recorded. */
import { useState } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";
import { LIMITS } from "../../translations/text/limits.ts";
import type { Became } from "../../translations/exchange/difference.ts";
import { Diff } from "../difference/Diff.tsx";
import { wordsFrom } from "../language/language.ts";
import { WrongChoice } from "../rendering/WrongChoice.tsx";
import { address } from "../links/addresses.ts";
import { Rendering } from "../rendering/Rendering.tsx";
import { Refused } from "../shell/Forms.tsx";
import { Page, wayTo } from "../shell/Page.tsx";
import type { PageOf } from "../shell/page-of.ts";
import type { Visit } from "../shell/view.ts";
import { LayForm } from "./lay-form.tsx";
import type { LaidRevision, ReturnView, RevisedRow } from "./view.ts";
import { RETURNING } from "./return-words.tsx";
import { BRINGING } from "./words.tsx";

export const returnPage: PageOf<ReturnView> = {
  Page: ReturnPage,
  title: ({ work }) => wordsFrom(RETURNING).title(work.title),
};

type Work = ReturnView["work"];

function ReturnPage({ view, visit }: { view: ReturnView; visit: Visit }): JSX.Element {
  const { work, laid, refused } = view;
  const words = wordsFrom(RETURNING);
  return (
    <Page visit={visit} crumbs={wayTo(work, null, { words: words.crumb })} name="bringing">
      <h1>{words.title(work.title)}</h1>
      {laid === null ? <Door view={view} /> : <Laid laid={laid} work={work} refused={refused} />}
    </Page>
  );
}

function Door({ view: { work, translations, back } }: { view: ReturnView }): JSX.Element {
  const words = wordsFrom(RETURNING);
  return (
    <>
      <p class="bringing-lead">{words.lead(<a href={address.exporting(work.id)}>{words.out}</a>)}</p>
      <p class="hint without-script">{wordsFrom(BRINGING).withoutScript}</p>
      <LayForm
        side="b"
        action={address.revisedText(work.id)}
        to={(chosen) => address.revisedText(work.id, chosen)}
        seen={(id) => address.returning(work.id, id)}
        fields={["translation"]}
        tables
        back={back}
        lay={words.lay}
        reading={words.reading}
      >
        {translations.length > 1 && (
          <p class="field">
            <label for="translation">{words.which}</label>
            <select id="translation" name="translation">
              {translations.map(({ id, title }) => (
                <option value={id} selected={id === back?.translation}>
                  {title}
                </option>
              ))}
            </select>
          </p>
        )}
      </LayForm>
    </>
  );
}

interface LaidProps {
  laid: LaidRevision;
  work: Work;
  refused: ReturnView["refused"];
}

function Laid({ laid, work, refused }: LaidProps): JSX.Element {
  const { counts, rows, came, notTaken, parts, shown } = laid;
  const words = wordsFrom(RETURNING);
  const left = Object.entries(notTaken);
  return (
    <>
      <p class="facts">{words.counts(laid.name, counts)}</p>
      {left.length > 0 && <p class="facts">{wordsFrom(BRINGING).notTaken(left)}</p>}
      {came && <WhatCame came={came} work={work.id} />}
      {!came && parts > 0 && <KeepForm laid={laid} work={work} refused={refused} />}
      {!came && parts === 0 && <p class="told">{counts.proposed > 0 ? words.already : words.nothing}</p>}
      {!came && shown.of + counts.kept > 0 && (
        <section class="revised" aria-labelledby="what-became">
          <h2 id="what-became">{words.became}</h2>
          <Kinds laid={laid} work={work.id} />
          <ol start={shown.from + 1}>
            {rows.map((row) => (
              <Row row={row} work={work} />
            ))}
          </ol>
          <Pages laid={laid} work={work.id} />
        </section>
      )}
      <p>
        <a href={address.returning(work.id)}>{words.otherFile}</a>
      </p>
    </>
  );
}

/** What is said of it before it is proposed; to record it an owner says no more than they will. */
function KeepForm({ laid, work: { id: work }, refused }: LaidProps): JSX.Element {
  const { id, parts, proposals, final, mayRecord } = laid;
  const words = wordsFrom(RETURNING);
  const [isGoing, go] = useState(false);
  return (
    <form method="post" action={address.keepRevision(work, id)} class="keep-revision" onSubmit={() => go(true)}>
      <Refused message={refused?.sentence ?? null} sought />
      <p class="field">
        <label for="reason">{words.reason(laid.name !== "" && final === 0)}</label>
        <input
          type="text"
          id="reason"
          name="reason"
          maxLength={LIMITS.reason}
          autocomplete="off"
          required={laid.name === "" || final > 0}
          defaultValue={refused?.reason ?? ""}
        />
      </p>
      {final > 0 && (
        <p class="field">
          <span class="hint">{words.final(final)}</span> <WrongChoice id="wrong" chosen={refused?.wrong ?? ""} />
        </p>
      )}
      <p>
        <button type="submit" name="as" value="proposal" class="button primary">
          {words.propose(parts)}
        </button>
      </p>
      <p class="hint">{words.proposals(proposals, LIMITS.parts)}</p>
      {mayRecord && (
        <details>
          <summary>{words.asVersions}</summary>
          <p class="hint">{words.versionsHint}</p>
          <p class="field">
            <label for="date">{words.date}</label>
            <input type="text" id="date" name="date" maxLength={10} autocomplete="off" placeholder="1929-05-01" />
          </p>
          <p class="field">
            <label for="published">{words.published}</label>
            <input type="text" id="published" name="published" maxLength={2_000} autocomplete="off" />
          </p>
          <button type="submit" name="as" value="versions" class="button" formNoValidate={laid.name !== ""}>
            {words.record(parts)}
          </button>
        </details>
      )}
      <p role="status" class="facts">
        {isGoing && (
          <>
            {words.keeping} <progress />
          </>
        )}
      </p>
    </form>
  );
}

function WhatCame({ came, work }: { came: NonNullable<LaidRevision["came"]>; work: string }): JSX.Element {
  const { passages, proposals, since, import: of } = came;
  const words = wordsFrom(RETURNING);
  return (
    <div class="told" role="status">
      <p>
        {proposals.length > 0 ? (
          <>
            {words.proposed(passages)}{" "}
            {proposals.map((proposal, index) => (
              <>
                {index > 0 && " · "}
                <a href={address.proposal(work, proposal)}>{words.proposal(index + 1, proposals.length)}</a>
              </>
            ))}
          </>
        ) : (
          words.recorded(passages)
        )}
      </p>
      {of !== null && (
        <p>
          <a href={address.work(work)}>{words.toWork}</a> · <a href={address.imported(work, of)}>{words.undo}</a>
        </p>
      )}
      {since > 0 && <p>{words.since(since)}</p>}
    </div>
  );
}

/** All that differs, and each kind by itself. */
function Kinds({ laid, work }: { laid: LaidRevision; work: string }): JSX.Element {
  const { counts, only, id } = laid;
  const words = wordsFrom(RETURNING);
  const all = TOLD.filter((kind) => counts[kind] > 0);
  const link = (kind: Became | null, text: string): JSX.Element => (
    <a
      href={address.returning(work, id, kind === null ? {} : { only: kind })}
      aria-current={kind === only ? "true" : undefined}
    >
      {text}
    </a>
  );
  return (
    <nav class="pairs-ways" aria-label={words.kindsOf}>
      {link(null, words.all(all.reduce((sum, kind) => sum + counts[kind], 0)))}
      {all.map((kind) => link(kind, words.kind(kind, counts[kind])))}
    </nav>
  );
}

/** In the order in which they are told. */
const TOLD: readonly Became[] = ["revised", "split", "merged", "moved", "new", "gone", "proposed"];

function Row({ row, work }: { row: RevisedRow; work: Work }): JSX.Element {
  const { became, moved, doubtful, passages, older, newer, found, proposed } = row;
  const words = wordsFrom(RETURNING);
  return (
    <li class={`became-${became}`}>
      <p class="became">
        <b>{words.one(became)}</b>{" "}
        {passages.map(({ id, locator }, index) => (
          <>
            {index > 0 && " + "}
            <a href={address.passage(work.id, id)}>{locator}</a>
          </>
        ))}
        {moved && became !== "moved" && <Tag>{words.elsewhere}</Tag>}
        {doubtful && <Tag>{words.unsure}</Tag>}
        {!proposed && NOT_PROPOSED.has(became) && <Tag>{words.notProposed(became)}</Tag>}
      </p>
      {older && newer && found ? (
        <Diff older={side(older)} newer={side(newer)} show="inline" lang={work.language} found={found} apart />
      ) : (
        (newer ?? older) && <Rendering rendering={(newer ?? older)!} lang={work.language} />
      )}
    </li>
  );
}

/** What is told and not proposed, unless words differ as well. */
const NOT_PROPOSED: ReadonlySet<Became> = new Set(["moved", "merged", "new", "gone"]);

function Tag({ children }: { children: ComponentChildren }): JSX.Element {
  return <span class="doubtful"> · {children}</span>;
}

function side(rendering: NonNullable<RevisedRow["older"]>) {
  return { rendering, name: null, notes: [] };
}

function Pages({ laid, work }: { laid: LaidRevision; work: string }): JSX.Element | null {
  const { id, only, previous, next, shown, rows } = laid;
  if (previous === null && next === null) return null;
  const words = wordsFrom(RETURNING);
  const at = (from: number): string =>
    address.returning(work, id, { ...(only !== null && { only }), ...(from > 0 && { from: `${from}` }) });
  return (
    <nav class="pairs-ways" aria-label={words.pages}>
      {previous !== null && (
        <a href={at(previous)} rel="prev">
          {words.previous}
        </a>
      )}
      <span>{words.here(shown.from + 1, shown.from + rows.length, shown.of)}</span>
      {next !== null && (
        <a href={at(next)} rel="next">
          {words.next}
        </a>
      )}
    </nav>
  );
}
