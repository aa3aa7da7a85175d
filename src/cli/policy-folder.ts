import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import type { Question } from "../model/question.ts";
import {
  compile,
  flowsOf,
  parseManifests,
  parseManifestsFor,
  type ManifestFile,
  type ParsedManifests,
  type PolicyModel,
  type UnreadableText,
} from "../policy/index.ts";
import { describeRef, type ObjectRef } from "../model/kubernetes.ts";
import { shellWord } from "../model/shell-words.ts";
import type { NotRead } from "../model/snapshot.ts";
import { identify, problemText, type Problem } from "../policy/objects/objects.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

const manifest = /\.(ya?ml|json)$/;

/** Every manifest below a folder, in alphabetical order; hidden folders and files are left out. */
async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`There is no file or folder ${path}.`);
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && manifest.test(entry.name))
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .filter((name) => !name.split("/").some((part) => part.startsWith(".")))
    .sort()
    .map((name) => join(path, name));
}

interface Files {
  readonly files: readonly ManifestFile[];
  readonly notRead: readonly NotRead[];
}

/** What cannot be read is complained about. */
async function readAll(path: string, terminal: Terminal): Promise<Files> {
  if (path === "-") return { files: [{ file: "stdin", text: await text(process.stdin) }], notRead: [] };
  const files: ManifestFile[] = [];
  const notRead: NotRead[] = [];
  for (const file of await filesOf(path))
    try {
      files.push({ file, text: await readFile(file, "utf8") });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      terminal.complain(`${file} is not read: ${reason}`);
      notRead.push({ what: file, reason, next: `cat ${shellWord(file)}`, policiesOf: "all" });
    }
  return { files, notRead };
}

/** A folder as far as it could be read. */
export interface Folder {
  readonly model: PolicyModel;
  /** What may have held policies and could not be read. */
  readonly notRead: readonly NotRead[];
}

/** What does not parse may have been a policy. */
function mayBePolicies({ file, line, says, policiesOf }: UnreadableText): NotRead[] {
  if (policiesOf === undefined) return [];
  const whose = policiesOf === "all" ? policiesOf : [...policiesOf];
  return [
    {
      what: `line ${line} of ${file}`,
      reason: says,
      next: `sed -n ${line}p ${shellWord(file)}`,
      policiesOf: whose,
    },
  ];
}

function folderOf(path: string, parsed: ParsedManifests, { notRead }: Files, terminal: Terminal): Folder {
  const model = modelOf(path, parsed, terminal);
  return { model, notRead: [...notRead, ...parsed.unreadable.flatMap(mayBePolicies)] };
}

/**
 * The model of a folder (or file) of manifests: workloads stand for their pods. What cannot be read is complained about, and the
 * rest is used. Throws UsageError when there is nothing to read.
 */
export async function readFolder(path: string, terminal: Terminal): Promise<Folder> {
  const read = await readAll(path, terminal);
  return folderOf(path, parseAll(read.files), read, terminal);
}

/** What was read of a folder for one question. */
export interface FolderFor extends Folder {
  /** The model of everything in the folder, for questions beyond the one; read once, however often it is asked for. */
  readonly whole: () => PolicyModel;
}

/**
 * As `readFolder`, for one question: only what can matter to it is parsed, and errors elsewhere stay unsaid. All of it, when there is
 * nothing of a name: then what else there is may have been meant.
 */
export async function readFolderFor(
  path: string,
  question: Question,
  terminal: Terminal,
): Promise<FolderFor> {
  const read = await readAll(path, terminal);
  const { files } = read;
  const parsed = parseManifestsFor(files, question);
  if (parsed.leftOut > 0 && "nothing" in flowsOf(parsed.objects, question)) {
    const everything = folderOf(path, parseAll(files), read, terminal);
    return { ...everything, whole: () => everything.model };
  }
  const said = new Set<string>();
  const complain = (text: string): void => {
    said.add(text);
    terminal.complain(text);
  };
  const folder = folderOf(path, parsed, read, { ...terminal, complain });
  let everything = parsed.leftOut === 0 ? folder.model : undefined;
  return { ...folder, whole: () => (everything ??= rest(path, files, said, terminal)) };
}

/** The model of everything; what is wrong outside the question is only counted. */
function rest(
  path: string,
  files: readonly ManifestFile[],
  said: ReadonlySet<string>,
  terminal: Terminal,
): PolicyModel {
  terminal.note(`Reading all of ${path}: what else a fix opens is a question to every pod.`);
  const more = new Set<string>();
  const complain = (text: string): void => {
    if (!said.has(text)) more.add(text);
  };
  const model = modelOf(path, parseAll(files), { ...terminal, complain });
  if (more.size > 0)
    terminal.complain(
      `Elsewhere in ${path}, ${more.size} more ${more.size === 1 ? "object is" : "objects are"} not read, or not wholly: what a fix opens for them is not known.`,
    );
  return model;
}

function parseAll(files: readonly ManifestFile[]): ParsedManifests {
  const parsed = files.map(({ text, file }) => parseManifests(text, file));
  return {
    objects: parsed.flatMap(({ objects }) => objects),
    unreadable: parsed.flatMap(({ unreadable }) => unreadable),
    places: new Map(parsed.flatMap(({ places }) => [...places])),
  };
}

/** As after `kubectl apply` of one file after the other; undefined when every object is there once. */
function saidTwice(objects: ParsedManifests["objects"]): string | undefined {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const object of objects) {
    const identity = identify(object);
    if (!identity) continue;
    const { ref, group } = identity;
    const key = JSON.stringify([group, ref]);
    if (seen.has(key)) twice.add(describeRef(ref));
    seen.add(key);
  }
  const [first, ...others] = twice;
  if (first === undefined) return undefined;
  return others.length === 0
    ? `${first} is there more than once: the last one counts.`
    : `${first} and ${others.length} more are there more than once: the last of each counts.`;
}

/** What an object is to its file: `Pod default/web`, whether its manifest names the namespace or not. */
const nameIn = ({ kind, namespace, name }: ObjectRef): string =>
  JSON.stringify([kind, namespace ?? "default", name]);

const outcomes: Readonly<Record<Problem["effect"], string>> = {
  "left-out": "is left out",
  "judged-without": "is judged by the rest of it",
  "fails-closed": "is read in part",
  "not-decided": "is read in part",
  "not-enforced": "is not enforced",
};

/** `web.yaml, line 14: spec.ingress[0].ports[0].port is 0, which is not between 1 and 65535 (NetworkPolicy shop/web is left out)`. */
function complaintsOf({ problems }: PolicyModel, { places }: ParsedManifests): string[] {
  if (problems.length === 0) return [];
  const placeOf = new Map(
    [...places].flatMap(([object, place]) => {
      const identity = identify(object);
      return identity ? [[nameIn(identity.ref), place] as const] : [];
    }),
  );
  const byObject = new Map<string, [Problem, ...Problem[]]>();
  for (const problem of problems) {
    const held = byObject.get(nameIn(problem.object));
    if (held) held.push(problem);
    else byObject.set(nameIn(problem.object), [problem]);
  }
  const lineFor = (problem: Problem): string => {
    const { object, effect, field } = problem;
    const about = `${describeRef(object)} ${outcomes[effect]}`;
    const place = placeOf.get(nameIn(object));
    if (!place) return `${about}: ${problemText(problem)}`;
    return `${place.file}, line ${place.lineOf(field)}: ${problemText(problem)} (${about})`;
  };
  return [...byObject.values()].flatMap((all) => [
    ...all.slice(0, mostOfOne).map(lineFor),
    ...(all.length > mostOfOne
      ? [`${all.length - mostOfOne} more places of ${describeRef(all[0].object)} are like these.`]
      : []),
  ]);
}

/** Parts that do not parse, and places of one object: the rest is likely the same. */
const mostTold = 20;
const mostOfOne = 5;

function modelOf(path: string, read: ParsedManifests, terminal: Terminal): PolicyModel {
  const { objects, unreadable } = read;
  for (const { file, line, says } of unreadable.slice(0, mostTold))
    terminal.complain(`${file}, line ${line}: ${says} (it is not read)`);
  const more = unreadable.length - mostTold;
  if (more > 0) terminal.complain(`${more} more parts of ${path} are not read.`);
  if (objects.length === 0)
    throw new UsageError(
      `${path === "-" ? "What is piped in" : path} holds no Kubernetes objects (*.yaml, *.yml, *.json).`,
    );
  const again = saidTwice(objects);
  if (again !== undefined) terminal.complain(again);
  const model = compile(objects);
  for (const complaint of complaintsOf(model, read)) terminal.complain(complaint);
  return model;
}
