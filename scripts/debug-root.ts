/**
 * Makes the file system of the lab's debug pods from the packages of deploy/Dockerfile.prober, unless this machine has it.
 * Exit code 1, and why on stderr, when it cannot be made; the lab then uses this machine's own programs.
 */
import { debugRoot } from "../test/lab/debug-root/debug-root.ts";

const root = await debugRoot();
if (root.path !== undefined) process.stdout.write(`the debug pods' root is ${root.path}\n`);
process.exitCode = root.path === undefined ? 1 : 0;
