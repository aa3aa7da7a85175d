import type { Bundle } from "../model/bundle.ts";
import type { Evidence } from "../model/evidence.ts";
import { placeKey } from "../model/place.ts";
import { redact, redactJson } from "./redact.ts";

/** Everything that was seen, as a person would have seen it in a shell: where, which command, what it printed. */
export function renderEvidence(bundle: Bundle): string {
  const said = (bundle.feedback ?? []).map(({ says, at }) => `Said of the answer: ${says} (${at})`);
  const head = [`Question: ${bundle.question.text}`, `Recorded: ${bundle.recordedAt}`, ...said];
  return redact(`${[head.join("\n"), ...bundle.evidence.map(piece)].join("\n\n")}\n`);
}

/** The bundle itself, redacted: `netdiag replay` judges it again. */
export function renderBundle(bundle: Bundle): string {
  return `${JSON.stringify(redactJson(bundle))}\n`;
}

function piece({ place, probe, subject, round, output, notSeen }: Evidence): string {
  const title = `== ${placeKey(place)} · ${probe}${subject === "" ? "" : ` · ${subject}`} (${round})`;
  if (!output)
    return `${title}\nnot seen: ${notSeen?.detail ?? "never asked"}${notSeen ? ` Next: ${notSeen.next}` : ""}`;
  const ending = output.timedOut ? "timed out" : `exit ${output.exitCode ?? "unknown"}`;
  const cut = output.truncated ? ", cut" : "";
  return [
    title,
    `$ ${output.argv.join(" ")}`,
    ...(output.stdout === "" ? [] : [output.stdout.trimEnd()]),
    ...(output.stderr === "" ? [] : [output.stderr.trimEnd()]),
    `[${ending}${cut}, ${Math.round(output.durationMs)} ms]`,
  ].join("\n");
}
