/** curl, with and without `-v`. */
import { phrases, word } from "./told.ts";

export const curl = phrases(
  "curl",
  // curl: (7) Failed to connect to productpage port 9080 after 3 ms: Couldn't connect to server
  { says: new RegExp(`[Ff]ailed to connect to (?<to>${word}) port (?<port>\\d{1,5})`) },
  // Older ones: "Failed connect to 10.0.0.1:80; Connection timed out"
  { says: new RegExp(`[Ff]ailed connect to (?<to>${word})`) },
  {
    says: new RegExp(
      `connect to (?<to>${word}) port (?<port>\\d{1,5})(?: from [^ ]{1,80} port \\d{1,5})? failed`,
    ),
  },
  { says: new RegExp(`Could not resolve host: (?<name>${word})`), kind: "name-unknown" },
  { says: new RegExp(`curl: \\(\\d{1,2}\\) [^\\n]{0,200}in connection to (?<to>${word})`) },
  { says: new RegExp(`Resolving timed out|curl: \\(6\\)`), dns: true, kind: "name-unanswered" },
  { says: /curl: \(28\)/ },
  { says: /curl: \((?:35|60)\)/, kind: "tls" },
  { says: /curl: \(52\)/, kind: "closed" },
  { says: /curl: \(\d{1,2}\)/ },
);
