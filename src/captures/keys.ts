/** What is remembered of a capture, in the ledger: under which keys, and for how long. */

/** Set in the moment before the first node is watched: nobody watches for it a second time. */
export const begunKey = (id: string): string => `capture:${id}:begun`;
/** Which capture is under way for a question: its id, and the thread that tells of it. */
export const openKey = (question: string): string => `capture:of:${question}`;

/** Longer than any job lies in a queue, seconds. */
export const keptSeconds = 7 * 24 * 3600;

/** Somebody presses and waits: what has lain longer in the queue is not begun, milliseconds. */
export const freshMs = 5 * 60_000;
/** For how long a question is taken at most, from the button to the end, seconds. */
export const openSeconds = 15 * 60;
