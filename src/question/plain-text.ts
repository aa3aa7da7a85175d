/** Slack's message text into what the person meant to type. */

/** Characters that keyboards and chat clients put for plain ones. */
const plain: readonly (readonly [RegExp, string])[] = [
  // Zero-width characters, direction marks, soft hyphen, byte order mark.
  [/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, ""],
  [/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, " "],
  [/[\u2018\u2019\u201A\u201B\u2032\u00B4]/g, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/g, '"'],
  [/(?<![\u2010-\u2015\u2212])[\u2010-\u2015\u2212]+>/g, "->"],
  [/[\u2190-\u21FF\u27A1\u2794\u2799-\u27BE\u27F5-\u27FF]\uFE0F?/g, " -> "],
  [/[\u2010-\u2015\u2212]/g, "-"],
];

/** Mentions vanish, links become what was typed, escapes are undone. */
function withoutSlackMarks(text: string): string {
  return text
    .replace(
      /<([^<>|]{0,2000})(?:\|([^<>]{0,2000}))?>/g,
      (whole, target: string, label: string | undefined) => {
        if (/^[@#!]/.test(target)) return " ";
        if (label !== undefined) return label;
        if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return target.replace(/^mailto:/, "");
        return whole;
      },
    )
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}

/** The text with Slack's marks undone, lines kept: good enough to find a log line in. */
export function plainText(text: string): string {
  return plain.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    withoutSlackMarks(text),
  );
}

/** One line without quotes, code marks and the bot's own name in front. */
export function plainLine(text: string): string {
  return text
    .replace(/[`*"]/g, " ")
    .replace(/(^|\s)'|'(?=\s|$)/g, "$1")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^@[a-z][\w.-]{0,30}[,:]? (?=\S)/i, "")
    .replace(/(?<=^| )@(?:netdiag|here|channel|everyone|all|team|oncall)\b[:,]?(?= |$)/gi, "")
    .trim()
    .replace(/^(?:[/@]?netdiag\b[:,]?\s*)+/i, "")
    .trim();
}

/** "See https://grafana.corp.example/d/1": where more is to be read, and nobody who is called. */
export function withoutReferences(text: string): string {
  return text.replace(
    /(?<![\w-])(?:see(?: also)?|cf\.?|docs?|documentation|dash ?boards?|run ?books?|wiki|tickets?|details|graphs?|panels?|screenshots?|more(?: info)?|thread|as per)(?: (?:here|at|in|on|for|of|is|link)| for [^:\n]{1,40}(?=:))?:? ?<?https?:\/\/[^\s>|]{1,2000}(?:\|[^>\s]{1,2000})?>?/gi,
    " ",
  );
}

/** Without the user and password of a URL: what was typed is shown again in the thread. */
export function withoutCredentials(text: string): string {
  return text.replace(/(:\/\/)[^\s/@]{1,200}@/g, "$1");
}
