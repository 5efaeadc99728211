/** The list of keys. What the keys do stands in `follow-keys.ts`. */
import type { JSX } from "preact";

const KEYS: [keys: string[], what: string][] = [
  [["?"], "This list"],
  [["F7"], "Next change"],
  [["Shift", "F7"], "Previous change"],
  [["Alt", "↓"], "Next passage"],
  [["Alt", "↑"], "Previous passage"],
  [["Shift", "Enter"], "A line of verse, while drafting; Enter begins a stanza"],
  [["Ctrl", "Alt", "1"], "A heading of level 1 (to 6; 0 makes it a paragraph), while drafting"],
  [["Ctrl", "Shift", "9"], "A quotation, while drafting (7 a numbered list, 8 a list)"],
  [["Ctrl", "]"], "A list item into the one before it, while drafting (Ctrl + [ out of it)"],
  [["Ctrl", "Enter"], "Propose, while drafting (⌘ Enter on a Mac)"],
  [["Ctrl", "Alt", "M"], "A reason for the selected words, while drafting"],
  [["Ctrl", "Alt", "K"], "Keep a loose reason on the new words, while drafting"],
  [["Esc"], "Close or cancel"],
];

export function Keys(): JSX.Element {
  return (
    <dialog class="keys" id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <table>
        <tbody>
          {KEYS.map(([keys, what]) => (
            <tr>
              <th scope="row">
                {keys.map((key, index) => (
                  <>
                    {index > 0 && " + "}
                    <kbd>{key}</kbd>
                  </>
                ))}
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <label>
          <input type="checkbox" data-single-keys /> Single keys, such as <kbd>?</kbd>, do something
        </label>
      </p>
      <form method="dialog">
        <button type="submit" class="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
