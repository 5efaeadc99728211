/**
 * Where the draft editor lives. Until its script has come, and for those without one, a plain form stands here: the
 * draft as it is, to change and to propose; for those who only read it, what the page gives. Afterwards the place
 * belongs to the editor and is never drawn again.
 */
import { Component, createRef, type ComponentChildren, type JSX } from "preact";
import { needsReasonHere } from "../../translations/ledger/state.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { isLoose } from "../../translations/notes/loose.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { address } from "../links/addresses.ts";
import { at } from "../links/under.ts";
import { SourceColumn } from "../rendering/Text.tsx";
import type { Submitted } from "./options.ts";
import { partsNow } from "./parts-now.ts";
import type { ProposalView } from "./view.ts";
import { wordsFrom } from "../language/language.ts";
import { DRAFTING } from "./words.tsx";

interface Props {
  view: ProposalView;
  me: Actor;
  /** Told whether this person may write here; it can change while the draft is open. */
  onRights: (mayWrite: boolean) => void;
  /** What stands here, without a script, for those who may not write. */
  children: ComponentChildren;
}

export class DraftPlace extends Component<Props> {
  private readonly place = createRef<HTMLDivElement>();
  private toldOfMove = false;

  override componentDidMount(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    const { mountDraft } = await import("./mount.ts");
    const { view, me, onRights } = this.props;
    if (!this.place.current || !view.draft) return;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    mountDraft(this.place.current, {
      view,
      draft: view.draft.id,
      me,
      live: `${scheme}//${location.host}${at("/api/live")}`,
      onSubmit: () => this.submit(),
      onRights,
    });
  }

  /** What has moved on is asked about once; whoever proposes again hands it in as it is. */
  private async submit(): Promise<Submitted> {
    const { view } = this.props;
    if (!this.toldOfMove && (await hasMovedOn(view))) {
      this.toldOfMove = true;
      return { ok: false, message: wordsFrom(DRAFTING).movedBefore };
    }
    return submit(view.proposal.id);
  }

  override shouldComponentUpdate(): boolean {
    return false;
  }

  override render(): ComponentChildren {
    return (
      <div id="draft-mount" ref={this.place}>
        {this.props.view.may.edit ? <PlainDraft view={this.props.view} /> : this.props.children}
      </div>
    );
  }
}

/** True if a part that is being written revises another version than stands now. Where it can't be asked, nobody is held up. */
async function hasMovedOn(view: ProposalView): Promise<boolean> {
  return (await partsNow(view)).some(({ status, stale }) => status === "draft" && stale);
}

async function submit(proposal: string): Promise<Submitted> {
  const response = await fetch(at(address.act(proposal, "submit")), {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: "{}",
  });
  if (response.ok) {
    location.reload();
    return { ok: true };
  }
  return { ok: false, message: await refusalOf(response) };
}

async function refusalOf(response: Response): Promise<string> {
  const answer: unknown = await response.json().catch(() => null);
  const { message, detail } = (answer ?? {}) as { message?: unknown; detail?: unknown };
  const said = [message, detail].find((words) => typeof words === "string");
  return said ?? wordsFrom(DRAFTING).notTaken;
}

/** Reasons whose words are gone: what becomes of them is said before they are proposed. */
function LooseReasons({ notes }: { notes: readonly Note[] }): JSX.Element | null {
  const loose = notes.filter(isLoose);
  if (loose.length === 0) return null;
  const words = wordsFrom(DRAFTING).plain;
  return (
    <div class="field">
      <p>{words.loose}</p>
      <ul>
        {loose.map(({ id, lost = "", body }) => (
          <li key={id}>{words.looseReason(lost, body)}</li>
        ))}
      </ul>
      <p>
        <label for="loose-reasons">{words.theyAre}</label>{" "}
        <select id="loose-reasons" name="loose" required>
          <option value="">{words.choose}</option>
          <option value="general">{words.general}</option>
          <option value="drop">{words.drop}</option>
        </select>
      </p>
    </div>
  );
}

function PlainDraft({ view: { work, passage, proposal, draft, typed } }: { view: ProposalView }): JSX.Element {
  const again = (field: string) => typed?.fields.find(({ name }) => name === field)?.value;
  const isThis = (again("part") ?? passage.id) === passage.id;
  const said = wordsFrom(DRAFTING).plain;
  const words =
    (isThis ? again("text") : undefined) ?? (draft ? canonicalText(renderingFromJson(draft.rendering)) : "");
  const reasoned = needsReasonHere(proposal);
  return (
    <form class="plain-draft" method="post" action={address.act(proposal.id, "submit")}>
      <input type="hidden" name="part" value={passage.id} />
      <div class="text">
        <SourceColumn passage={passage} lang={work.sourceLanguage} notes={[]} />
        <div class="rendering-column">
          <label for="plain-text">{proposal.kind === "supply" ? said.text : said.rendering}</label>
          <textarea id="plain-text" name="text" rows={12} lang={work.language} required defaultValue={words} />
        </div>
      </div>
      <p class="field">
        <label for="plain-summary">
          {proposal.kind === "supply" ? said.where : reasoned ? said.why : said.whyFirst}
        </label>
        <textarea
          id="plain-summary"
          name="summary"
          rows={3}
          required={reasoned}
          defaultValue={again("summary") ?? draft?.summary ?? ""}
        />
      </p>
      <LooseReasons notes={draft?.notes ?? []} />
      <button type="submit" class="button primary">
        {said.propose}
      </button>
    </form>
  );
}
