/** How often each property is tried; FC_RUNS raises it for a longer search. */
export const runs = Number(process.env['FC_RUNS'] ?? 200);
