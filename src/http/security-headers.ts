import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Strict, but fit for plain http: `upgrade-insecure-requests` and HSTS would break the documentation when it is
 * opened from another host without TLS. Whoever terminates TLS adds HSTS there.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'font-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: false,
    // Both need a trustworthy origin: over plain http from another host browsers ignore them and complain.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
}
