/** The door of somebody's own work. */
export { followingPage } from "./following-page.tsx";
export { minePage } from "./mine-page.tsx";
export { newsPage } from "./news-page.tsx";
export { stopMailPage } from "./stop-mail-page.tsx";
export { mailWords } from "./told.ts";
export type { Waits } from "./mail-words.ts";
export { outlineWaitsInWords, placeOf, sentenceOf, titlesOfFeeds, waitsInWords } from "./told.ts";
export type { FollowLine, NewsLine, NewsView } from "./news-view.ts";
export type { MentionLine, MineLine, MineList, MineOutline, MineView } from "./view.ts";
