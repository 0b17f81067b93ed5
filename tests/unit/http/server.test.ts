import { once } from 'node:events';
import { get, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createHttpServer, drain, listen, urlOf } from '../../../src/http/server.ts';

const servers: Server[] = [];

async function serve(
  listener: Parameters<typeof createHttpServer>[0],
): Promise<{ server: Server; port: number }> {
  const server = createHttpServer(listener);
  servers.push(server);
  const url = await listen(server, '127.0.0.1', 0);
  return { server, port: Number(new URL(url).port) };
}

/** Sends bytes as they are, and gives back all that comes until the server hangs up. */
function speak(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let heard = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (heard += chunk));
    socket.on('end', () => {
      resolve(heard);
    });
    socket.on('error', reject);
  });
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('the server', () => {
  it('answers what is not HTTP with a problem document', async () => {
    const { port } = await serve((_request, response) => response.end());
    const heard = await speak(port, 'this is no request\r\n\r\n');
    expect(heard).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(heard).toContain('Content-Type: application/problem+json');
    expect(heard).toContain('"code":"INVALID_REQUEST"');
  });

  it('answers headers beyond the limit with a problem document', async () => {
    const { port } = await serve((_request, response) => response.end());
    const heard = await speak(port, `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1\.1 431 /);
    expect(heard).toContain('"code":"HEADERS_TOO_LARGE"');
  });

  it.each([
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400, 'INVALID_REQUEST'],
    ['a target that is no URL', 'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'INVALID_REQUEST'],
    ['an unknown expectation', 'GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n', 417, 'EXPECTATION_FAILED'],
  ])('answers %s with a problem document', async (_what, bytes, status, code) => {
    const { port } = await serve((_request, response) => response.end());
    const heard = await speak(port, bytes);
    expect(heard.split(' ', 2)[1]).toBe(String(status));
    expect(heard).toContain('Content-Type: application/problem+json');
    expect(heard).toContain(`"code":"${code}"`);
  });

  it.each(['GET / HTTP/1.0\r\n\r\n', 'GET http://x/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'])(
    'takes %j',
    async (bytes) => {
      const { port } = await serve((_request, response) => response.end('served'));
      expect(await speak(port, bytes)).toContain('served');
    },
  );

  it('says which variable to set when its port is taken', async () => {
    const { port } = await serve((_request, response) => response.end());
    await expect(
      listen(
        createHttpServer(() => undefined),
        '127.0.0.1',
        port,
      ),
    ).rejects.toThrow(/^PORT: something else listens/);
  });

  it.each([
    ['name.invalid', /^HOST: the name name\.invalid cannot be resolved/],
    ['192.0.2.1', /^HOST: 192\.0\.2\.1 is not an address of this machine/],
  ])('says which variable to set when there is no listening on %s', async (host, message) => {
    const server = createHttpServer(() => undefined);
    await expect(listen(server, host, 0)).rejects.toThrow(message);
  });

  it('drains: the request that runs is answered, a new connection is refused', async () => {
    const running: ServerResponse[] = [];
    const { server, port } = await serve((_request, response) => running.push(response));
    const arrived = once(server, 'request');
    const client = get({ port, host: '127.0.0.1' });
    const answered = once(client, 'response');
    await arrived;
    let done = false;
    const drained = drain(server).then(() => {
      done = true;
    });
    await expect(speak(port, 'GET / HTTP/1.1\r\n\r\n')).rejects.toThrow('ECONNREFUSED');
    expect(done).toBe(false);
    running[0]?.end('done');
    await expect(answered).resolves.toMatchObject([{ statusCode: 200 }]);
    client.on('error', () => undefined);
    await drained;
    client.destroy();
  });
});

describe('the URL that is told', () => {
  it('can be opened also for an IPv6 address', () => {
    expect(urlOf('::1', 8000)).toBe('http://[::1]:8000');
    expect(urlOf('127.0.0.1', 8000)).toBe('http://127.0.0.1:8000');
  });
});
