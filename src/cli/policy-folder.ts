import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Question } from "../model/question.ts";
import {
  compile,
  flowsOf,
  parseManifests,
  parseManifestsFor,
  type ManifestFile,
  type ParsedManifests,
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

async function readAll(path: string): Promise<ManifestFile[]> {
  const read: ManifestFile[] = [];
  for (const file of await filesOf(path)) read.push({ file, text: await readFile(file, "utf8") });
  return read;
}

/**
 * The model of a folder (or file) of manifests: workloads stand for their pods. What cannot be read is complained about, and the
 * rest is used. Throws UsageError when there is nothing to read.
 */
export async function readFolder(path: string, terminal: Terminal): Promise<PolicyModel> {
  const parsed = parseAll(await readAll(path));
  if (parsed.objects.length === 0)
    throw new UsageError(`${path} holds no Kubernetes objects (*.yaml, *.yml, *.json).`);
  return complained(parsed, compile(parsed.objects), terminal);
}

/**
 * As `readFolder`, for one question: only what can matter to it is parsed, and errors elsewhere stay unsaid. All of it, when the
 * question fits nothing or too much: then what else there is matters.
 */
export async function readFolderFor(
  path: string,
  question: Question,
  terminal: Terminal,
): Promise<PolicyModel> {
  const files = await readAll(path);
  const parsed = parseManifestsFor(files, question);
  if (parsed.objects.length + parsed.leftOut === 0) return await readFolder(path, terminal);
  const model = compile(parsed.objects);
  if (parsed.leftOut === 0 || "flows" in flowsOf(model, question)) return complained(parsed, model, terminal);
  const all = parseAll(files);
  return complained(all, compile(all.objects), terminal);
}

function parseAll(files: readonly ManifestFile[]): ParsedManifests {
  const parsed = files.map(({ text, file }) => parseManifests(text, file));
  return {
    objects: parsed.flatMap(({ objects }) => objects),
    unreadable: parsed.flatMap(({ unreadable }) => unreadable),
  };
}

function complained({ unreadable }: ParsedManifests, model: PolicyModel, terminal: Terminal): PolicyModel {
  for (const { file, line, says } of unreadable) terminal.complain(`${file}:${line} is not read: ${says}`);
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
