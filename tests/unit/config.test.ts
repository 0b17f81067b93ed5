import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '../../src/config.ts';

const KEY = 'a-key-of-sufficient-length';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.faults : ['not a ConfigError'];
  }
}

describe('configuration', () => {
  it('needs no variable at all', () => {
    expect(loadConfig({})).toMatchObject({
      http: { host: '127.0.0.1', port: 8000, apiKey: null },
      database: { url: null, poolSize: 10, autoMigrate: true },
      log: { level: 'info' },
      evolution: { defaultPreset: 'STRICT' },
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', API_KEY: '' }).http).toMatchObject({ port: 8000, apiKey: null });
  });

  it('is frozen', () => {
    const config = loadConfig({});
    expect([config, config.http, config.database, config.log, config.evolution].every(Object.isFrozen)).toBe(
      true,
    );
  });

  it('names every bad variable at once, and what was expected', () => {
    const faults = faultsOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      AUTO_MIGRATE: 'yes',
      DATABASE_URL: 'mysql://x',
    });
    expect(faults).toHaveLength(4);
    expect(faults.join('\n')).toMatch(/PORT must be an integer from 0 to 65535/);
    expect(faults.join('\n')).toMatch(/LOG_LEVEL must be one of .*info/);
    expect(faults.join('\n')).toMatch(/AUTO_MIGRATE must be true or false/);
    expect(faults.join('\n')).toMatch(/DATABASE_URL must be a URL like postgresql:/);
  });

  it.each([
    ['DEFAULT_POLICY', 'LAX'],
    ['DATABASE_POOL_SIZE', '1'],
    ['SHUTDOWN_TIMEOUT', '-1'],
    ['PORT', '80.5'],
    ['HOST', 'not a host'],
    ['API_KEY', 'short'],
    ['DATABASE_URL', 'postgresql://'],
    ['DATABASE_URL', 'postgresql:///metastore'],
    ['DATABASE_URL', 'postgresql://database.internal'],
    ['DATABASE_URL', 'postgresql://database.internal/'],
    ['API_KEY', 'a key with spaces in it'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsOf({ [name]: value }).join()).toContain(name);
  });

  it.each([
    'postgresql://db/metastore',
    'postgres://u:p@[::1]:5432/m',
    'postgresql:///m?host=/run/postgresql',
  ])('takes DATABASE_URL=%s', (url) => {
    expect(loadConfig({ DATABASE_URL: url }).database.url).toBe(url);
  });

  it('never repeats a value, which may be a secret', () => {
    const secret = 'postgres//user:s3cret@host';
    expect(faultsOf({ DATABASE_URL: secret, API_KEY: 's3cret' }).join()).not.toContain('s3cret');
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'metastore.internal', '127.0.0.1.example.org'])(
    'refuses to let everybody in on %s',
    (host) => {
      expect(faultsOf({ HOST: host }).join()).toMatch(/API_KEY.*ALLOW_ANONYMOUS=true/);
    },
  );

  it.each([{ API_KEY: KEY }, { ALLOW_ANONYMOUS: 'true' }])('listens beyond loopback with %j', (more) => {
    expect(loadConfig({ HOST: '0.0.0.0', ...more }).http.host).toBe('0.0.0.0');
  });

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('asks for no key on %s', (host) => {
    expect(loadConfig({ HOST: host }).http.apiKey).toBeNull();
  });
});
