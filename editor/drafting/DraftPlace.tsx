/**
 * Where the draft editor lives. Until its script has come, and for those without one, a plain form stands here: the
 * draft as it is, to change and to propose; for those who only read it, what the page gives. Afterwards the place
 * belongs to the editor and is never drawn again.
 */
import { Component, createRef, type ComponentChildren, type JSX } from "preact";
import type { Wrong } from "../../translations/ledger/events.ts";
import { needsReasonHere } from "../../translations/ledger/state.ts";
import type { Actor } from "../../translations/ledger/roles.ts";
import { isLoose } from "../../translations/notes/loose.ts";
import type { Note } from "../../translations/notes/note.ts";
import { canonicalText, renderingFromJson } from "../../translations/text/canonical.ts";
import { address } from "../links/addresses.ts";
import { SourceColumn } from "../rendering/Text.tsx";
import type { MountedDraft } from "./mount.ts";
import { WrongChoice } from "../rendering/WrongChoice.tsx";
import { isFinal } from "./Final.tsx";
import { liveAddress } from "./live-address.ts";
import type { Submitted } from "./proposing.ts";
import { submitDraft } from "./submit-draft.ts";
import type { ProposalView } from "./view.ts";
import { atOnceWords } from "./at-once.ts";
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
  /** The versions that came and were told of, each as `passage/v3`. */
  private readonly known = new Set<string>();
  private mounted: MountedDraft | null = null;

  override componentDidMount(): void {
    void this.open();
  }

  private async open(): Promise<void> {
    const { mountDraft } = await import("./mount.ts");
    const { view, me, onRights } = this.props;
    if (!this.place.current || !view.draft) return;
    this.mounted = mountDraft(this.place.current, {
      view,
      draft: view.draft.id,
      me,
      live: liveAddress(),
      onSubmit: (...how) => this.submit(...how),
      onRights,
    });
  }

  /** Of each version that came it is told once; whoever proposes again hands it in as it is. */
  private async submit(atOnce: boolean, wrong: Wrong | ""): Promise<Submitted> {
    const answer = await submitDraft(this.props.view.proposal.id, { knows: [...this.known], atOnce, wrong });
    if (answer.ok) location.reload();
    else for (const name of answer.came) this.known.add(name);
    return answer;
  }

  override shouldComponentUpdate({ view }: Props): boolean {
    if (view !== this.props.view) this.mounted?.revise(view);
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

function PlainDraft({ view }: { view: ProposalView }): JSX.Element {
  const { work, passage, proposal, draft, typed, untold = [] } = view;
  const again = (field: string) => typed?.fields.find(({ name }) => name === field)?.value;
  const isThis = (again("part") ?? passage.id) === passage.id;
  const said = wordsFrom(DRAFTING).plain;
  const words =
    (isThis ? again("text") : undefined) ?? (draft ? canonicalText(renderingFromJson(draft.rendering)) : "");
  const reasoned = needsReasonHere(proposal) || isFinal(view);
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
      {isFinal(view) && (
        <div class="field">
          <p class="hint">{wordsFrom(DRAFTING).final.lead}</p>
          <p>
            <WrongChoice id="plain-wrong" chosen={again("wrong") ?? ""} />
          </p>
        </div>
      )}
      <LooseReasons notes={draft?.notes ?? []} />
      {untold.map((name) => (
        <input key={name} type="hidden" name="knows" value={name} />
      ))}
      <button type="submit" class="button primary">
        {untold.length > 0 ? said.allTheSame : said.propose}
      </button>
      {view.may.acceptAtOnce && (
        <button type="submit" class="button" formAction={address.act(proposal.id, "accept-at-once")}>
          {atOnceWords(view)}
        </button>
      )}
    </form>
  );
}
