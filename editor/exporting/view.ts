/** What the page is given on which a work is taken out. Plain JSON, made by the server. */
import type { FormatName } from "../../translations/exchange/format-names.ts";
import type { WorkHead } from "../shell/view.ts";

/** One way in which a work goes out. */
export interface ExportedAs {
  /** As its files end. */
  as: FormatName;
  /** How often what of this work it can't hold; null if that was not counted. */
  leftOut: Readonly<Record<string, number>> | null;
}

export interface ExportView {
  page: "export";
  work: WorkHead;
  formats: ExportedAs[];
  /** True for those who may have all of it, with its records. */
  archive: boolean;
  /** True for those who may bring a file back, as a proposal. */
  returns: boolean;
}
