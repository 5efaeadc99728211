/** The sentences of mails, by language. */
import { count } from "../language/english.ts";
import type { Catalogue } from "../language/language.ts";

/** What waits for somebody, counted. */
export interface Waits {
  decide: number;
  /** So many of these others approved of. */
  approved: number;
  returned: number;
  /** What they are asked for, and how much of that is late. */
  asked: number;
  late: number;
}

function waitsInWords({ decide, approved, returned, asked, late }: Waits): string {
  const backed = approved === 0 ? "" : decide === 1 ? " (approved by others)" : ` (${approved} approved by others)`;
  const waiting =
    decide > 0 ? `${count(decide, "proposal")} ${decide === 1 ? "waits" : "wait"} for your decision${backed}` : "";
  const back = returned > 0 ? `${count(returned, "proposal")} came back to you with changes asked for` : "";
  const requested = asked > 0 ? `${count(asked, "thing")} ${asked === 1 ? "is" : "are"} asked of you` : "";
  const tardy = late > 0 ? ` (${late} late)` : "";
  return [waiting, back, requested === "" ? "" : `${requested}${tardy}`].filter((each) => each !== "").join(", and ");
}

const en = {
  subject: (news: number) => `${count(news, "piece of news", "pieces of news")} in what you follow`,
  subjectWaiting: (waits: Waits) => waitsInWords(waits),
  first: (waits: Waits, news: number) => {
    const waiting = waitsInWords(waits);
    return waiting === ""
      ? `Nothing waits for you; ${count(news, "piece of news is", "pieces of news are")} told below.`
      : `${waiting}.`;
  },
  by: (people: string) => `by ${people}`,
  more: (number: number) => `And ${number} more.`,
  all: (address: string) => `All of it: ${address}`,
  why: (workbench: string) =>
    `You get this because you have an account at ${workbench} and follow these things, some of them because you took part.`,
  change: (address: string) => `How often, and of what, you choose on your account’s page: ${address}`,
  stop: (address: string) => `No more mail at all: ${address}`,
  testSubject: "A mail to try whether mail goes out",
  test: (workbench: string) => `If you read this, ${workbench} can send mail.`,
  page: {
    works: "Works",
    title: "No more mail",
    ask: "Shall this workbench send you no mail any more? What is told to you still stands under My work.",
    confirm: "Send me no mail any more",
    done: "You get no more mail from this workbench. On your account’s page you can choose it again.",
  },
};

export const MAIL: Catalogue<typeof en> = { en };
