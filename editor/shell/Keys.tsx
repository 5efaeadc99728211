/** The list of keys. What the keys do stands in `follow-keys.ts`. */
import type { JSX } from "preact";
import { wordsFrom } from "../language/language.ts";
import { SHELL } from "./words.tsx";

export function Keys(): JSX.Element {
  const words = wordsFrom(SHELL).keys;
  return (
    <dialog class="keys" id="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{words.title}</h2>
      <table>
        <tbody>
          {words.list.map(([keys, what]) => (
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
          <input type="checkbox" data-single-keys /> {words.single(<kbd>?</kbd>)}
        </label>
      </p>
      <form method="dialog">
        <button type="submit" class="button">
          {words.close}
        </button>
      </form>
    </dialog>
  );
}
