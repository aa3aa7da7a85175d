/** Faults that published suites inject, each of them a kind. */
import type { Case } from "../case.ts";
import { aiopslab } from "./aiopslab.ts";
import { chaos } from "./chaos.ts";
import { cloudOpsBench } from "./cloud-opsbench.ts";
import { holmesgpt } from "./holmesgpt.ts";
import { issues } from "./issues.ts";
import { itbench } from "./itbench.ts";
import { kubeskoop } from "./kubeskoop.ts";
import { netarena } from "./netarena.ts";
import { netopsbench } from "./netopsbench.ts";
import { sregymCertificate } from "./sregym-certificate.ts";
import { sregymNames } from "./sregym-names.ts";
import { sregym } from "./sregym.ts";

export const suites: readonly Case[] = [
  ...sregym,
  ...sregymNames,
  ...sregymCertificate,
  ...itbench,
  ...aiopslab,
  ...cloudOpsBench,
  ...netarena,
  ...netopsbench,
  ...chaos,
  ...kubeskoop,
  ...holmesgpt,
  ...issues,
];
