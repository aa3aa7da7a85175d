/** "since 10:05", "since this morning", "since the deploy": from when on, in milliseconds since 1970. */
import { day, hour, minute } from "./clock.ts";

/** The newest change that these words may mean, not a time. */
const ofRollout =
  /\b(?:deploy\w*|roll(?:ed|ing)? ?out|rollout|releas\w+|upgrad\w+|updat\w+|restart\w*|migrat\w+)\b|发布|上线|部署|升级|更新|重启|迁移/i;

export function meansRollout(words: string): boolean {
  return ofRollout.test(words);
}

/**
 * The last such time before `asOf`. A clock's time is read as UTC, since nothing tells where the asker's clock is. Undefined where the
 * words name no time.
 */
export function timeIn(words: string, asOf: number): number | undefined {
  const whole = /\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?)?/.exec(words);
  if (whole) {
    const [, year, month, date, hours = "00", minutes = "00"] = whole;
    const at = Date.parse(`${year}-${month}-${date}T${hours}:${minutes}:00Z`);
    return Number.isNaN(at) || at > asOf ? undefined : at;
  }
  const midnight = Math.floor(asOf / day) * day;
  const dayBefore = /yesterday|昨/i.test(words) ? day : /前天/.test(words) ? 2 * day : 0;
  const clock = clockIn(words);
  if (clock !== undefined) {
    const at = midnight - dayBefore + clock;
    return at > asOf ? at - day : at;
  }
  if (dayBefore > 0) return midnight - dayBefore;
  return /\b(?:today|this morning|tonight)\b|今天|今早|凌晨/i.test(words) ? midnight : undefined;
}

/** `14:05`, `2 pm`, `10点`, `下午3点半`: milliseconds since midnight. */
function clockIn(words: string): number | undefined {
  const colon = /(?<![\d.:])(\d{1,2})[:：](\d\d)(?![\d.])\s?([ap]m)?/i.exec(words);
  const twelve = /(?<![\d.:])(\d{1,2})\s?([ap]m)\b/i.exec(words);
  const chinese = /(?<![\d.:])(\d{1,2})\s?[点點]\s?(半|(\d{1,2})\s?分?)?/.exec(words);
  const [hours, minutes, half] = colon
    ? [colon[1], colon[2], colon[3]]
    : twelve
      ? [twelve[1], "0", twelve[2]]
      : chinese
        ? [chinese[1], chinese[2] === "半" ? "30" : (chinese[3] ?? "0"), undefined]
        : [];
  if (hours === undefined) return undefined;
  const isLater = half?.toLowerCase() === "pm" || /下午|晚上|傍晚/.test(words);
  const told = Number(hours);
  const inDay = half !== undefined || isLater ? (told % 12) + (isLater ? 12 : 0) : told;
  const at = inDay * hour + Number(minutes) * minute;
  return inDay < 24 && Number(minutes) < 60 ? at : undefined;
}
