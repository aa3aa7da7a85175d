/** sysexits(3): the command was used wrongly. */
export const EXIT_USAGE = 64;

/** sysexits(3): a bug. Never 1, which is an answer. */
export const EXIT_OWN_FAULT = 70;

/** The words on the command line were not understood, or fit nothing; the message says the way out. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}
