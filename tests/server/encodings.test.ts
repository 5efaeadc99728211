/** In which encoding a text is that does not say it: told right of short texts too. */
import { describe, expect, test } from "vitest";
import { decoded } from "../../server/bringing/decoding.ts";

/** The first lines of texts that everybody has, and one word, as others write them (made by iconv). */
const WRITTEN: [encoding: string, text: string, base64: string][] = [
  ["gb18030", "政府和市场。", "1f64rrrNytCzoaGj"],
  ["gb18030", "学而时习之", "0ae2+Mqxz7DWrg=="],
  ["gb18030", "规划", "uea7rg=="],
  ["gb18030", "道可道，非常道。名可名，非常名。", "tcC/ybXAo6y3x7OjtcCho8P7v8nD+6Ost8ezo8P7oaM="],
  ["big5", "政府和市場。", "rEapsqlNpauz9aFD"],
  ["big5", "學而時習之", "vsem067Jst+kpw=="],
  ["big5", "規劃", "s1e5ug=="],
  ["big5", "道可道，非常道。名可名，非常名。", "uUSlablEoUGrRLFguUShQ6ZXpWmmV6FBq0SxYKZXoUM="],
  ["shift_jis", "吾輩は猫である。", "jOGUeYLNlEyCxYKggumBQg=="],
  ["shift_jis", "計画", "jHaJ5g=="],
  ["euc-jp", "吾輩は猫である。名前はまだ無い。", "uOPH2qTPx62kx6SipOuho8y+wbCkz6TepMDMtaSkoaM="],
  ["euc-kr", "나라의 말이 중국과 달라", "s6q288DHILi7wMwgwd+xubD6ILTetvM="],
  ["windows-1252", "Übersetzung für Anfänger", "3GJlcnNldHp1bmcgZvxyIEFuZuRuZ2Vy"],
  ["windows-1252", "déjà vu", "ZOlq4CB2dQ=="],
  ["windows-1252", "“Planning,” he said.", "k1BsYW5uaW5nLJQgaGUgc2FpZC4="],
  ["utf-16le", "Planning and markets", "UABsAGEAbgBuAGkAbgBnACAAYQBuAGQAIABtAGEAcgBrAGUAdABzAA=="],
  ["utf-16be", "道可道，非常道。", "kFNT75BT/wyXXl44kFMwAg=="],
  ["utf-16le", "道可道，非常道。", "U5DvU1OQDP9elzheU5ACMA=="],
];

describe("the likeliest encoding", () => {
  test.each(WRITTEN)("is %s of “%s”", (encoding, text, base64) => {
    const { text: read, questions } = decoded(Buffer.from(base64, "base64"), undefined);
    const [question] = questions;
    expect(question?.about === "encoding" && question.guesses[0]).toEqual({ encoding, sample: text });
    expect(read).toBe(text);
  });
});
