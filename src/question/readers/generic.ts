/** Programs that nobody wrote a reader for: "connect to db:5432 failed", an address with a port in a line that names an error. */
import { errorIn, statusIn } from "../errors.ts";
import { phrases, word, type Reader } from "./told.ts";

const said = phrases(
  "anything else",
  {
    says: new RegExp(
      `[Cc]onnect(?:ing|ion|ed)? to (?:the )?(?:(?:server|host|upstream|backend|database|broker|address|node) )?(?:at |on )?["'\\[]?(?<to>${word}:\\d{1,5})`,
    ),
  },
  { says: /(?<![\w.:/-])(?<to>(?:\d{1,3}\.){3}\d{1,3}:\d{1,5})(?![\w.])/ },
  { says: /(?<url>https?:\/\/[^\s"'<>|]{1,500})/ },
);

export const generic: Reader = {
  name: said.name,
  read: (line) => (errorIn(line) !== undefined || statusIn(line) !== undefined ? said.read(line) : undefined),
};
