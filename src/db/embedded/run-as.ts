import { readFile, stat } from 'node:fs/promises';

/** The user that the server's processes belong to. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

const PREFERRED_USERS = ['postgres', 'nobody'];
const UNKNOWN_NOBODY: Identity = { uid: 65534, gid: 65534 };

/**
 * Who the server has to run as: null for ourselves. PostgreSQL refuses to run as root, so root hands it to the owner
 * of the existing data, else to `postgres` or `nobody`.
 */
export async function chooseIdentity(dataDir: string): Promise<Identity | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataDir).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return (
    PREFERRED_USERS.map((name) => findUser(passwd, name)).find((user) => user !== null) ?? UNKNOWN_NOBODY
  );
}

function findUser(passwd: string, name: string): Identity | null {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((candidate) => candidate[0] === name);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : null;
}
