import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

// Adds `.openapi(…)` to every zod type: schemas that are to appear in the contract import `z` from here.
extendZodWithOpenApi(z);

export { z };
