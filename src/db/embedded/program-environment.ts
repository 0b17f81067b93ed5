/**
 * What the server's programs see of our environment: nothing that could redirect them (PGDATA, PGPORT, …) or change
 * their language. Windows programs do not start without theirs.
 */
export function programEnvironment(): NodeJS.ProcessEnv | undefined {
  return process.platform === 'win32' ? undefined : { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };
}
