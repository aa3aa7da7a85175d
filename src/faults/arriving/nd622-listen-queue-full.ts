import type { Because, Fix } from "../../model/finding.ts";
import type { Flow } from "../../model/flow.ts";
import { listenQueueAsSeen, type QueueFull } from "../../gates/listen-queue.ts";
import { failedAttempts } from "../because.ts";
import { defineStop, gateOf } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const listenQueueFull = defineStop({
  code: "ND622",
  title: "The program's listen queue is full",
  at: ["socket"],
  gate: "socket",
  foretells: "stops",
  stop: gateOf("queue of the listening socket", listenQueueAsSeen),
  tells: { attempts },
  name(stop, { attempts }, { hop, flow }) {
    const { thrownAway, proven = false } = stop;
    return {
      ...(flow.protocol === "UDP" ? { title: "The program does not read what it is sent" } : {}),
      says: saying(hop.name, flow, stop),
      because: [
        ...atTheSocket(flow, stop),
        ...(thrownAway === undefined ? [] : [thrown(stop, thrownAway, proven)]),
        ...failedAttempts(attempts),
      ],
      ...(flow.to.type === "pod"
        ? { object: { kind: "Pod", namespace: flow.to.namespace, name: flow.to.name }, node: flow.to.node }
        : {}),
      fix: seeTheProgram(flow),
    };
  },
});

function saying(name: string, { protocol, port }: Flow, { atRest, listener }: QueueFull): string {
  if (protocol === "UDP")
    return `What waits to be read at ${port}/UDP of ${name} fills its receive buffer: the kernel throws further packets away.`;
  return atRest
    ? `${listener.queued} connections wait in ${name} to be accepted on ${port}, and its queue takes no more than ${listener.backlog + 1}: the kernel throws new ones away without an answer.`
    : `The queue of ${name} for connections to be accepted on ${port} takes ${listener.backlog + 1}, and overflowed with these: the kernel threw the rest away without an answer.`;
}

function atTheSocket({ protocol }: Flow, { listener }: QueueFull): readonly Because[] {
  const { ip, port, queued, backlog } = listener;
  return [
    {
      source: "model",
      says:
        protocol === "UDP"
          ? `${queued} bytes waited to be read at ${ip}:${port}`
          : `${queued} connections waited to be accepted at ${ip}:${port}; its backlog is ${backlog}`,
      quote: `Recv-Q ${queued} Send-Q ${backlog} ${ip}:${port}`,
    },
  ];
}

function thrown({ counter }: QueueFull, count: number, token: boolean): Because {
  return {
    source: "kernel",
    says: `its kernel threw ${count} packets away meanwhile for want of room in a socket's queue`,
    quote: `${counter} +${count}`,
    ...(token && { token: true as const }),
  };
}

function seeTheProgram({ to, protocol }: Flow): Fix {
  return {
    summary: `see why the program does not ${protocol === "UDP" ? "read" : "accept"}: stopped, out of threads or file descriptors, waiting for something behind it, or short of processor time; only where it is merely slow does a longer queue help (${protocol === "UDP" ? "its receive buffer, then net.core.rmem_max" : "its own backlog, then net.core.somaxconn"})`,
    ...(to.type === "pod"
      ? {
          commands: [
            `kubectl -n ${to.namespace} logs ${to.name} --tail=50`,
            `kubectl -n ${to.namespace} top pod ${to.name} --containers`,
          ],
        }
      : {}),
    checked: false,
  };
}
