/** The door of remarks: what readers without an account leave, and what becomes of it. */
export { AllowRemarks } from "./allow.tsx";
export { LeaveRemark, remarkPage } from "./remark-page.tsx";
export { remarksPage, RemarksWaiting } from "./remarks-page.tsx";
export type { RemarkLine, RemarksDone, RemarksHere, RemarksView, RemarkView } from "./view.ts";
