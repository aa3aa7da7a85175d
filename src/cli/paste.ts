import { commandLine } from "../model/shell-words.ts";

/** `netdiag why web to db:5432`: a question as a command that any shell takes as it is meant; the arrow would write to a file. */
export function pasteable(command: string, question: string): string {
  return commandLine(["netdiag", command, ...question.replace(" -> ", " to ").split(" ")]);
}
