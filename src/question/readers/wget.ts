/** wget, of BusyBox and GNU. */
import { phrases, word } from "./told.ts";

export const wget = phrases(
  "wget",
  { says: new RegExp(`(?:wget|telnet): can't connect to remote host \\((?<to>${word})\\)`) },
  { says: /wget: bad address '?(?<to>[^\s':]{1,253}:\d{1,5})(?!\d)/, kind: "name-unknown" },
  { says: new RegExp(`wget: bad address '?(?<name>${word})`), kind: "name-unknown" },
  {
    says: new RegExp(`wget: unable to resolve host address (?:‘|'|"|\`)?(?<name>${word})`),
    kind: "name-unknown",
  },
  // Connecting to productpage (productpage)|10.96.11.4|:9080... failed: Connection refused.
  {
    says: new RegExp(`Connecting to (?<to>${word})(?: \\(${word}\\))?\\|[^|\\s]{1,60}\\|:(?<port>\\d{1,5})`),
  },
  { says: new RegExp(`Connecting to (?<to>${word}) \\(${word}\\)`) },
  { says: new RegExp(`Connecting to (?<to>[^\\s:]{1,253}:\\d{1,5})(?: |\\.\\.\\. )(?:failed|connected)`) },
  { says: /wget: download timed out/, kind: "timeout" },
);
