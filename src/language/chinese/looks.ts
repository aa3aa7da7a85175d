/** Of what could not be looked at, on nodes and in the API, and what to do then. */
export const chinese = {} as const;
