/** Traefik's access log in its own text form; the JSON form has fields. */
import { endOfWord, type Reader } from "./told.ts";

/** `… 502 11 "-" "-" 1207 "shop-cart@kubernetes" "http://10.233.71.8:8080" 3003ms` */
const access =
  /" (\d{3}) (?:\d{1,12}|-) "[^"]{0,2000}" "[^"]{0,2000}" \d{1,12} "([^"]{1,300})" "(?:https?|h2c):\/\/([^"/]{1,300})\/?" \d{1,9}ms/;

export const traefik: Reader = {
  name: "Traefik",
  read: (line) => {
    const match = access.exec(line);
    const to = match && endOfWord(match[3] ?? "");
    if (!match || !to) return undefined;
    return {
      at: match.index,
      to,
      from: { target: { type: "object", name: "traefik" } },
      status: Number(match[1]),
      upstream: match[2] ?? "",
    };
  },
};
