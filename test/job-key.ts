/** What bots and workers of the tests and of the demo sign their jobs with. */
export const jobKey = "the-key-of-netdiag-s-own-tests-and-of-its-demo";
