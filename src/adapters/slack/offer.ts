import { manifestOf, yamlOf, type NotApplied } from "../../apply/manifest.ts";
import type { ChangeManifest } from "../../model/change.ts";
import type { Fix } from "../../model/finding.ts";
import { isShownWhole } from "../../report/slack/change.ts";
import type { Asked } from "../../report/slack/status.ts";

/** What applying a fix would write, exactly as it can be shown; or why it is not offered, as the end of a sentence. */
export function offerOf(fix: Fix | undefined): ChangeManifest | NotApplied {
  if (!fix) return { not: "there is none" };
  const manifest = manifestOf(fix);
  if ("not" in manifest) return manifest;
  return isShownWhole(yamlOf(manifest))
    ? manifest
    : { not: "it holds what looks like a secret, so it cannot be shown whole" };
}

/** What the answer says of it: nothing where fixes are not applied. */
export function applying(fix: Fix | undefined, appliesFixes = false): Pick<Asked, "applying"> {
  if (!appliesFixes) return {};
  const offer = offerOf(fix);
  return { applying: "not" in offer ? offer : "offered" };
}
