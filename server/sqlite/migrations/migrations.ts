/** Every migration there has been, in order. One that was released is never edited: add another. */
import type { Migration } from "./migrate.ts";
import { worksRecordsDrafts } from "./0001-works-records-drafts.ts";
import { checkpointsTimes } from "./0002-checkpoints-times.ts";
import { thinnedLogs } from "./0003-thinned-logs.ts";
import { draftAuthors } from "./0004-draft-authors.ts";
import { settings } from "./0005-settings.ts";
import { ends } from "./0006-ends.ts";
import { stepsAfter } from "./0007-steps-after.ts";
import { serving } from "./0008-serving.ts";
import { stepsDecided } from "./0009-steps-decided.ts";
import { draftClients } from "./0010-draft-clients.ts";
import { draftIds } from "./0011-draft-ids.ts";
import { draftLengths } from "./0012-draft-lengths.ts";
import { streams } from "./0013-streams.ts";
import { packedBodies } from "./0014-packed-bodies.ts";
import { stage } from "./0015-stage.ts";
import { stagedTexts } from "./0016-staged-texts.ts";
import { textsInPieces } from "./0017-texts-in-pieces.ts";
import { errands } from "./0018-errands.ts";
import { remarks } from "./0019-remarks.ts";

export { appliedMigrations, migrate, refuseNewer } from "./migrate.ts";

export const MIGRATIONS: readonly Migration[] = [
  worksRecordsDrafts,
  checkpointsTimes,
  thinnedLogs,
  draftAuthors,
  settings,
  ends,
  stepsAfter,
  serving,
  stepsDecided,
  draftClients,
  draftIds,
  draftLengths,
  streams,
  packedBodies,
  stage,
  stagedTexts,
  textsInPieces,
  errands,
  remarks,
];
