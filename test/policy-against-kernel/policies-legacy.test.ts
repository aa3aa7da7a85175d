import { compareOn } from "./compare.ts";

compareOn("legacy");
