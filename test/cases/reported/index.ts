/** Faults that people who run clusters reported in public, rebuilt as acts on the lab. */
import type { Case } from "../case.ts";
import { applications } from "./applications.ts";
import { betweenNodes } from "./between-nodes.ts";
import { firewalls } from "./firewalls.ts";
import { leavingThePod } from "./leaving-the-pod.ts";
import { names } from "./names.ts";
import { ports } from "./ports.ts";
import { services } from "./services.ts";

export const reported: readonly Case[] = [
  ...leavingThePod,
  ...services,
  ...names,
  ...ports,
  ...firewalls,
  ...betweenNodes,
  ...applications,
];
