import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  compile,
  parseManifests,
  type KubernetesObject,
  type PolicyModel,
} from "../policy/index.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

const manifest = /\.(ya?ml|json)$/;

/** Every manifest below a folder, in alphabetical order; hidden folders and files are left out. */
async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`${path} is not there.`);
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path, { recursive: true })).filter((name) => manifest.test(name));
  return names
    .filter((name) => !name.split("/").some((part) => part.startsWith(".")))
    .sort()
    .map((name) => join(path, name));
}

/**
 * The model of a folder (or file) of manifests: workloads stand for their pods. What cannot be read is complained about, and the
 * rest is used. Throws UsageError when there is nothing to read.
 */
export async function readFolder(path: string, terminal: Terminal): Promise<PolicyModel> {
  const files = await filesOf(path);
  const objects: KubernetesObject[] = [];
  for (const file of files) {
    const parsed = parseManifests(await readFile(file, "utf8"), file);
    objects.push(...parsed.objects);
    for (const { line, says } of parsed.unreadable) terminal.complain(`${file}:${line} is not read: ${says}`);
  }
  if (objects.length === 0)
    throw new UsageError(`${path} holds no Kubernetes objects (*.yaml, *.yml, *.json).`);
  const model = compile(objects);
  for (const { object, field, says, effect } of model.problems) {
    const where = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
    const outcome =
      effect === "left-out"
        ? "is left out"
        : effect === "not-enforced"
          ? "is not enforced"
          : "is read in part";
    terminal.complain(`${object.kind} ${where} ${outcome}: ${field === "" ? "" : `${field} `}${says}`);
  }
  return model;
}
