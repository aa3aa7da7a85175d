/** Whether somebody wrote a line, or a program did. */

/** "URGENT, web NEVER reaches db": people write these in capitals as well. */
const shouted =
  "E[A-Z]{4,20}|NXDOMAIN|SERVFAIL|TIMEOUT|HTTPS|ICMP|ICMPV6|ERROR|REFUSED|RESET|ALWAYS|NEVER|NEEDS?|PLEASE|URGENT|AGAIN|SOMETIMES|GRPCS?";

/** What programs print has marks that a sentence has not. */
const printed = new RegExp(
  [
    String.raw`[{}[\]=|<>]`,
    "::",
    String.raw`(?:Error|Exception)\b`,
    "[a-z]\\.[A-Z]",
    String.raw`\b(?!(?:${shouted})\b)[A-Z]{5,}\b`,
    "^[^ ]{1,60}: ",
    String.raw`\d\d:\d\d:\d\d`,
    String.raw`\bdial (?:tcp|udp)\b`,
    ": .*: ",
    "[a-z]/[a-z]{1,20}: ",
  ].join("|"),
);

export const isProse = (line: string): boolean => !printed.test(line);
