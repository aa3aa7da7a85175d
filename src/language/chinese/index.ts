/** Everything netdiag says, in Chinese, by where it is said. */
import { chinese as arriving } from "../../faults/arriving/chinese.ts";
import { chinese as between } from "../../faults/between/chinese.ts";
import { chinese as everyRoom } from "../../faults/chinese.ts";
import { chinese as leaving } from "../../faults/leaving/chinese.ts";
import { chinese as looking } from "../../faults/looking/chinese.ts";
import { chinese as names } from "../../faults/names/chinese.ts";
import { chinese as needs } from "../../faults/needs/chinese.ts";
import { chinese as policies } from "../../faults/policies/chinese.ts";
import { chinese as services } from "../../faults/services/chinese.ts";
import type { Catalogue } from "../translator.ts";
import { chinese as access } from "./access.ts";
import { chinese as apply } from "./apply.ts";
import { chinese as asking } from "./asking.ts";
import { chinese as cli } from "./cli.ts";
import { chinese as captures } from "./captures.ts";
import { chinese as gates } from "./gates.ts";
import { chinese as judge } from "./judge.ts";
import { chinese as looks } from "./looks.ts";
import { chinese as policyFix } from "./policy-fix.ts";
import { chinese as policy } from "./policy.ts";
import { chinese as report } from "./report.ts";
import { chinese as resolve } from "./resolve.ts";
import { chinese as slack } from "./slack.ts";
import { chinese as traffic } from "./traffic.ts";
import { chinese as watch } from "./watch.ts";
import { chinese as way } from "./way.ts";

/** One catalogue for each file of translations. */
export const catalogues: Readonly<Record<string, Catalogue>> = {
  faults: everyRoom,
  "faults/arriving": arriving,
  "faults/between": between,
  "faults/leaving": leaving,
  "faults/looking": looking,
  "faults/names": names,
  "faults/needs": needs,
  "faults/policies": policies,
  "faults/services": services,
  report,
  slack,
  traffic,
  watch,
  asking,
  access,
  apply,
  captures,
  resolve,
  way,
  gates,
  judge,
  policy,
  "policy-fix": policyFix,
  looks,
  cli,
};

export const chinese: Catalogue = Object.fromEntries(
  Object.values(catalogues).flatMap((catalogue) => Object.entries(catalogue)),
);
