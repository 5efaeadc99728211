/** A form with files is cut into the parts that a browser, or Node.js, makes of it; what is none is none. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { partsIn } from "../../server/http/form-parts.ts";

const NAME = fc.oneof(
  fc.constantFrom("source", "rendering-file", 'a "name"', "道", "a; filename=x"),
  fc.string({ minLength: 1 }),
);
const BYTES = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom("\r\n", "--", "\r\n--", "----\r\n\r\n", "\r\n------").map((text) => Buffer.from(text)),
);

/** A form as Node.js writes it, with its type. */
async function written(form: FormData): Promise<{ type: string; body: Buffer }> {
  const sent = new Response(form);
  return { type: sent.headers.get("content-type")!, body: Buffer.from(await sent.arrayBuffer()) };
}

test("whatever is filled in and chosen, its parts are those that were sent, in their order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(NAME, fc.option(NAME), BYTES), { minLength: 1, maxLength: 8 }), async (sent) => {
      const form = new FormData();
      for (const [name, file, bytes] of sent) {
        const whole = Buffer.from(bytes);
        if (file === null) form.append(name, whole.toString("latin1").replace(/[\r\n]/g, " "));
        else form.append(name, new Blob([whole]), file);
      }
      const { type, body } = await written(form);
      const parts = partsIn(type, body)!;
      // As Node.js has them: letters alone that are no surrogate, and ends of lines as a form writes them.
      const expected = await Promise.all(
        [...(await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData())].map(
          async ([name, value]) =>
            typeof value === "string"
              ? [name, null, Buffer.from(value).toString("hex")]
              : [name, value.name, Buffer.from(await value.arrayBuffer()).toString("hex")],
        ),
      );
      expect(parts.map(({ name, file, bytes }) => [name, file, bytes.toString("hex")])).toEqual(expected);
    }),
  );
});

test("what is no form, is cut short or has no names is none", () => {
  const type = "multipart/form-data; boundary=b";
  const whole = '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nwords\r\n--b--\r\n';
  expect(partsIn(type, Buffer.from(whole))?.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ["x", "words"],
  ]);
  expect(partsIn(type, Buffer.from("--b--"))).toEqual([]);
  for (let at = 0; at < whole.length - 4; at++) expect(partsIn(type, Buffer.from(whole.slice(0, at)))).toBeNull();
  for (const other of [
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=c",
    `multipart/form-data; boundary=${"b".repeat(100_000)}`,
  ])
    expect(partsIn(other, Buffer.from(whole))).toBeNull();
  expect(partsIn(type, Buffer.from(whole.replace(' name="x"', "")))).toBeNull();
  expect(partsIn(type, Buffer.from(`--b${"\r\n\r\n\r\n--b".repeat(1_000_000)}--`))).toBeNull();
});
