/** nc in its several editions, telnet, ssh: what is tried by hand. */
import { phrases, word } from "./told.ts";

export const netcat = phrases(
  "netcat",
  {
    says: new RegExp(`nc: connect to (?<to>${word})(?: \\(${word}\\))? port (?<port>\\d{1,5}) \\(udp\\)`),
    protocol: "UDP",
  },
  { says: new RegExp(`nc: connect to (?<to>${word})(?: \\(${word}\\))? port (?<port>\\d{1,5})`) },
  // nc: db (10.96.1.2:5432): Connection refused
  { says: new RegExp(`nc: ${word} \\((?<to>${word}:\\d{1,5})\\):`) },
  { says: new RegExp(`nc: getaddrinfo for host "(?<to>${word})" port (?<port>\\d{1,5})`) },
  {
    says: new RegExp(`nc: (?:bad address|getaddrinfo:?(?: for host)?) ["']?(?<name>${word})`),
    kind: "name-unknown",
  },
  // (UNKNOWN) [10.233.75.4] 9080 (?) : Connection refused
  {
    says: new RegExp(
      `(?:\\(UNKNOWN\\)|${word}) \\[(?<to>[0-9a-f.:]{2,45})\\] (?<port>\\d{1,5}) \\([^)\\s]{1,40}\\)`,
    ),
  },
  { says: new RegExp(`ssh: connect to host (?<to>${word}) port (?<port>\\d{1,5})`) },
  { says: new RegExp(`telnet: could not resolve (?<name>${word})/`), kind: "name-unknown" },
  { says: /\/dev\/tcp\/(?<to>[^\s/]{1,253})\/(?<port>\d{1,5})/ },
  { says: /^Ncat: / },
  { says: new RegExp(`Trying (?<to>[0-9a-f.:]{2,45})\\.\\.\\.`) },
);
