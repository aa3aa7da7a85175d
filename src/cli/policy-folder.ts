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
  return modelOf(path, parseAll(await readAll(path)), terminal);
}

/**
 * As `readFolder`, for one question: only what can matter to it is parsed, and errors elsewhere stay unsaid. All of it, when there is
 * nothing of a name: then what else there is may have been meant.
 */
export async function readFolderFor(
  path: string,
  question: Question,
  terminal: Terminal,
): Promise<PolicyModel> {
  const files = await readAll(path);
  const parsed = parseManifestsFor(files, question);
  const isFound = parsed.leftOut === 0 || !("nothing" in flowsOf(parsed.objects, question));
  return modelOf(path, isFound ? parsed : parseAll(files), terminal);
}

function parseAll(files: readonly ManifestFile[]): ParsedManifests {
  const parsed = files.map(({ text, file }) => parseManifests(text, file));
  return {
    objects: parsed.flatMap(({ objects }) => objects),
    unreadable: parsed.flatMap(({ unreadable }) => unreadable),
  };
}

function modelOf(path: string, { objects, unreadable }: ParsedManifests, terminal: Terminal): PolicyModel {
  for (const { file, line, says } of unreadable) terminal.complain(`${file}:${line} is not read: ${says}`);
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
