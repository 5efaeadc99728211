/** The door of somebody's own work. */
export { minePage } from "./mine-page.tsx";
export type { MineLine, MineList, MineView } from "./view.ts";
