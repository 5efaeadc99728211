/** The door of what people are asked to do: lists of it, and what pages are given of it. */
export { hasRequests, Own, OWN_REQUESTS } from "./OwnRequests.tsx";
export { placeOf, RequestLine } from "./RequestLine.tsx";
export { Requests } from "./RequestsHere.tsx";
export type { Askable, OwnRequests, RequestHere, RequestsHere } from "./view.ts";
export { REQUESTS } from "./words.tsx";
