/** What is remembered of a change, in the ledger: under which keys, and for how long. */

/** How a request was decided, and by which delivery: of two at once, the first. */
export const decidedKey = (id: string): string => `change:${id}:decided`;
/** Set in the moment before it is sent to the API server: nobody sends it a second time. */
export const begunKey = (id: string): string => `change:${id}:begun`;
/** How it ended. */
export const endedKey = (id: string): string => `change:${id}:ended`;
/** Which request is open for a diagnosis. */
export const openKey = (diagnosis: string): string => `change:of:${diagnosis}`;

/** Longer than anybody could bring an old approval back, seconds. */
export const keptSeconds = 7 * 24 * 3600;
