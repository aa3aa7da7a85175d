/** Since when it fails, in the asker's words: "since the 14:05 deploy", "after the upgrade, …", "since this morning". */

const change =
  "(?:deploy(?:ment)?|upgrade|update|rollout|release|change|migration|restart|reboot|patch|maintenance)";

/** In front with a comma, a time or a change that can be told anywhere, at the end. */
const told: readonly RegExp[] = [
  // "since we rolled out v2 the gateway gets …"
  /^(?:.{0,20}[, ])?(?:ever )?(?:since|after) ((?:we|they|i|someone|somebody) [^,]{1,40}?) (?=(?:the|our|my|all|every) [^ ,]{1,63} (?:can't|cannot|gets?|is|are|has|have|does|do|times?|fails?|no)\b)/i,
  /^(?:.{0,20}[, ])?(?:ever )?(?:since|after) ([^,]{1,60}), /i,
  new RegExp(
    `(?:^|[ ,])(?:ever )?since ((?:[^ ,]{1,40} ){0,3}${change}|(?:this|last|yesterday|today|tonight)(?: (?:morning|night|week|evening|afternoon|month|[a-z]{3,6}day))?|(?:about |around |roughly |approximately )?\\d{1,2}(?::\\d\\d){0,2}(?: ?[ap]m)?(?: (?:UTC|GMT|CET|CEST|EST|EDT|PST|PDT|CST|IST|JST|h|o'clock))?)(?=[ ,.?!]|$)`,
    "i",
  ),
  new RegExp(
    `(?:^|[ ,])(?:ever )?(?:after|with) ((?:the|this|last|our|today's) (?:[^ ,]{1,40} ){0,3}${change})(?=[ ,.]|$)`,
    "i",
  ),
  new RegExp(
    `(?:^|[ ,])(?:ever )?(?:since|after) ((?:the |our |an? )?${change} (?:to|of) [^ ,]{1,40})(?=[ ,.?!]|$)`,
    "i",
  ),
  /(?:^|[ ,])(?:since|after) ((?:upgrading|updating|installing|deploying|restarting|migrating|patching|changing|adding|removing|enabling|disabling|rebooting) [^ ,]{1,60}(?: to v?\d[\w.]{0,20})?)(?=[ ,.]|$)/i,
  /[ ,](?:ever )?(?:since|after) ((?!\d{1,9} ?(?:ms|s|sec|seconds|milliseconds|attempts|retries)\b)[^ ]{1,40}(?: [^ ]{1,40}){0,4}?)[?.! ]*$/i,
];

/** What it says of since when, and the text without that. */
export function readSince(text: string): { readonly since?: string; readonly rest: string } {
  for (const says of told) {
    const words = says.exec(text)?.[1];
    if (words !== undefined)
      return {
        since: words.replace(/^(?:the|our) /i, ""),
        rest: text.replace(says, " ").replace(/\s+/g, " ").trim(),
      };
  }
  return { rest: text };
}
