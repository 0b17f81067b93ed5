/** Who does something: from the credentials, never from the body. The name is the caller's own word until roles exist. */
export interface Actor {
  readonly type: 'API_KEY' | 'ANONYMOUS' | 'SYSTEM';
  readonly name: string;
}

/** Who asked, and under which request: recorded with every event. */
export interface Caller {
  readonly actor: Actor;
  readonly requestId: string | null;
}
