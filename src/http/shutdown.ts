/** One step of going down, with the time it may take at most. */
export interface ShutdownPhase {
  readonly name: string;
  readonly deadlineMs: number;
  readonly run: () => Promise<void>;
  /** What to do when the deadline has passed, so that the next phase can begin. */
  readonly giveUp?: () => void;
}

export interface ShutdownLogger {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Runs the phases in order, whatever becomes of each. True when all of them ended well and in time. */
export async function runShutdown(phases: readonly ShutdownPhase[], log: ShutdownLogger): Promise<boolean> {
  let clean = true;
  for (const phase of phases) {
    const ended = await runPhase(phase, log);
    clean = clean && ended;
  }
  return clean;
}

async function runPhase(phase: ShutdownPhase, log: ShutdownLogger): Promise<boolean> {
  const { name, deadlineMs } = phase;
  try {
    const inTime = await within(phase.run(), deadlineMs);
    if (inTime) {
      log.info({ phase: name }, 'shutdown phase done');
      return true;
    }
    log.error({ phase: name, deadlineMs }, 'shutdown phase took too long');
    phase.giveUp?.();
  } catch (error) {
    log.error({ phase: name, err: error }, 'shutdown phase failed');
  }
  return false;
}

async function within(work: Promise<void>, deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, false);
  });
  // What fails after its deadline has nobody left to hear it.
  work.catch(() => undefined);
  try {
    return await Promise.race([work.then(() => true), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
