/** Whether the service is on its way down: told once, read by readiness and by every connection. */
export interface Lifecycle {
  readonly isDraining: () => boolean;
  readonly drain: () => void;
}

export function createLifecycle(): Lifecycle {
  let draining = false;
  return {
    isDraining: () => draining,
    drain: () => {
      draining = true;
    },
  };
}
