/** The digest of a version's words, with the command by which anybody can check it. */
import type { JSX } from "preact";
import { CopyButton } from "../design/Copy.tsx";
import { Term } from "../design/Term.tsx";
import { wordsFrom } from "../language/language.ts";
import { CITING } from "./words.tsx";

export function Digest({ digest, address }: { digest: string; address: string }): JSX.Element {
  const command = `curl -s ${address}.txt | sha256sum`;
  const words = wordsFrom(CITING);
  return (
    <div class="digest">
      <p>
        {words.digest((term) => (
          <Term id="digest">{term}</Term>
        ))}
        <br />
        <code class="hash">{digest}</code>
      </p>
      <p>{words.check}</p>
      <div class="taking">
        <pre tabIndex={0} aria-label={words.command}>
          <code>{command}</code>
        </pre>
        <CopyButton words={command} what={words.theCommand} />
      </div>
    </div>
  );
}
