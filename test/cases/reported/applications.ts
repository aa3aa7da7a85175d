/** The network carries everything; the program behind it does not answer as its clients expect. As people reported them in public. */
import { ended, servesOn } from "../../scenarios/program.ts";
import type { Case } from "../case.ts";
import { podOf, reachable, type Culprit } from "../right-answer.ts";

const closes: readonly Culprit[] = [{ object: [podOf("test", "details")], says: [/clos(es|ed|ing)/i] }];
const silent: readonly Culprit[] = [
  {
    object: [podOf("test", "details")],
    says: [/first byte|header|did not answer|no (HTTP )?(answer|response)|in time/i],
  },
];

export const applications: readonly Case[] = [
  {
    id: "B46",
    says: "ingress-nginx 502 'prematurely closed': the program accepts and closes at once (crash on request, or TLS port asked in plain)",
    break: [ended("test/details"), servesOn("test/details", 9080, undefined, "EXEC:true")],
    asked: [
      {
        ask: '2022/06/23 15:14:51 [error] 1736#1736: *371 upstream prematurely closed connection while reading response header from upstream, client: 192.0.2.7, server: dev.example.com, request: "GET / HTTP/1.1", upstream: "http://10.233.70.6:9080/", host: "dev.example.com"',
        right: [
          reachable({
            tells: [/502/, /application|program|pod|upstream/i, /clos(es|ed|ing)/i],
            beside: closes,
          }),
        ],
      },
      {
        ask: "ingress-nginx -> test/details",
        right: [reachable({ tells: [/clos(es|ed|ing)/i], beside: closes })],
      },
    ],
    heal: [ended("test/details"), servesOn("test/details")],
  },
  {
    id: "B48",
    says: "ingress-nginx 504 while reading response header: the program accepts and never answers",
    break: [ended("test/details"), servesOn("test/details", 9080, undefined, "EXEC:'sleep 60'")],
    asked: [
      {
        ask: '10.0.0.1 - - [29/Dec/2018:16:02:02 +0000] "GET / HTTP/1.1" 504 167 "-" "curl/8" 80 60.001 [test-details-9080] [] 10.233.70.6:9080 0 60.000 504 22a768',
        right: [
          reachable({
            tells: [
              /504/,
              /application|program/i,
              /first byte|header|did not answer|no (HTTP )?(answer|response)|in time/i,
            ],
            beside: silent,
          }),
        ],
      },
      {
        ask: "ingress-nginx -> svc/test/details",
        right: [
          reachable({
            tells: [/first byte|header|did not answer|no (HTTP )?(answer|response)|in time/i],
            beside: silent,
          }),
        ],
      },
    ],
    heal: [ended("test/details"), servesOn("test/details")],
  },
];
