import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { assignRequestId } from './request-id.ts';

/** One line per request with its id; probes only at debug, and never a credential. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: assignRequestId,
    customLogLevel: (request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      return (request.url ?? '').startsWith('/health') ? 'debug' : 'info';
    },
    serializers: {
      req: ({ id, method, url, remoteAddress }: LoggedRequest) => ({ id, method, url, remoteAddress }),
      res: ({ statusCode }: { statusCode: unknown }) => ({ statusCode }),
    },
  });
}

/** What of a request is worth a line; headers carry credentials and stay out. */
interface LoggedRequest {
  readonly id: unknown;
  readonly method: unknown;
  readonly url: unknown;
  readonly remoteAddress: unknown;
}
