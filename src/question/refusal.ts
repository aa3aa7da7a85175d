/** What could not be read, and what would have been. */
export interface Refusal {
  /** What is wrong, to the person who typed it. */
  readonly sentence: string;
  /** A question that can be asked as it stands, made from what was typed. */
  readonly example: string;
}

export function refuse(sentence: string, example: string): { readonly refusal: Refusal } {
  return { refusal: { sentence, example } };
}

/** At most `length` characters of what was typed, for quoting back. */
export function shorten(text: string, length = 60): string {
  const characters = Array.from(text);
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
}
