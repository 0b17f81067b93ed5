import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { PROBLEMS, refuse } from '../problems.ts';
import { refusalOf } from './failures.ts';
import { sendProblem } from './problem-details.ts';

export const notFound: RequestHandler = (_request, response) => {
  sendProblem(response, refuse('NOT_FOUND', 'There is nothing at this address. GET / lists what there is.'));
};

/** The one place where something thrown becomes a status. What is unknown is logged with its cause and told to nobody. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const refusal = refusalOf(error);
    if (refusal === null || PROBLEMS[refusal.code].status >= 500) {
      log.error({ err: error, requestId: request.id, code: refusal?.code }, 'a request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(
      response,
      refusal ?? refuse('INTERNAL_ERROR', 'The request failed on our side. Its id is in the log.'),
    );
  };
}
