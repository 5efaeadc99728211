/** Source and rendering side by side, with their notes in the margin: how a passage is read on every page. */
import type { ComponentChildren, JSX } from "preact";
import type { Passage } from "../../translations/ledger/work.ts";
import type { RenderingJson } from "../../translations/text/schema.ts";
import { Margin } from "./Margin.tsx";
import { onRendering, onSource, type NumberedNote } from "./notes.ts";
import { Prose } from "../design/Prose.tsx";
import { WordingRemovals } from "../design/Removals.tsx";
import { Rendering, SourceWords, type Scope } from "./Rendering.tsx";
import { wordsFrom } from "../language/language.ts";
import { RENDERING } from "./words.ts";

export interface TextProps {
  passage: Passage;
  languages: { sourceLanguage: string; language: string };
  rendering: RenderingJson | null;
  notes: readonly NumberedNote[];
  scope?: Scope;
  /** The number of the version shown. */
  here?: number | undefined;
  /** In place of a rendering that is not there. */
  instead: ComponentChildren;
  /** Under source and rendering, beside the margin. */
  children?: ComponentChildren;
}

export function Text(props: TextProps): JSX.Element {
  const { passage, languages, rendering, notes, scope = "", here, instead, children } = props;
  const { sourceLanguage, language } = languages;
  return (
    <>
      <SourceColumn passage={passage} lang={sourceLanguage} scope={scope} notes={notes} />
      <div class="rendering-column">
        {rendering ? (
          <Rendering
            rendering={rendering}
            lang={language}
            scope={scope}
            overlays={{ notes: onRendering(notes), changes: [] }}
          />
        ) : (
          <div class="instead">{instead}</div>
        )}
      </div>
      <Margin
        notes={notes}
        label={wordsFrom(RENDERING).notesOn(passage.locator)}
        lang={sourceLanguage}
        scope={scope}
        here={here}
      />
      {children && <div class="below">{children}</div>}
    </>
  );
}

/** The source words that are held, and what is said of those that are not. */
export function SourceColumn(props: {
  passage: Passage;
  lang: string;
  scope?: Scope;
  notes: readonly NumberedNote[];
}): JSX.Element {
  const { passage, lang, scope = "", notes } = props;
  const { source, remark, removals } = passage;
  const words = wordsFrom(RENDERING);
  return (
    <div class="source-column">
      <WordingRemovals removals={removals} />
      {source.held !== "whole" && (
        <p class="not-held-remark">{source.held === "none" ? words.noSource : words.someSource}</p>
      )}
      {source.held === "whole" && source.words.length === 0 && <p class="not-held-remark">{words.notInSource}</p>}
      {source.words.length > 0 && (
        <SourceWords source={source} lang={lang} scope={scope} notes={onSource(notes, source)} />
      )}
      {remark && (
        <div class="not-held-remark">
          <Prose text={remark} lang={lang} />
        </div>
      )}
    </div>
  );
}
