import { scenarios } from "./index.ts";
import { playScenarios } from "./play.ts";

playScenarios("nft", scenarios);
