import { ruleReference } from '../../evolution/reference/rule-reference.ts';
import { endpoint, type Reply } from '../../http/endpoint.ts';
import { RulesResponse } from './rule.schemas.ts';
import { ruleDocument } from './rule.service.ts';

/** Long enough to spare a dashboard the question, short enough that nobody reads the rules of an old version for long. */
const CACHED = 'public, max-age=300';

const rules = endpoint({
  method: 'get',
  path: '/rules',
  operationId: 'listRules',
  tag: 'Schemas',
  summary: 'The rules that schemas are judged by',
  description:
    'Every rule with its purpose, its verdict by origin and preset, the settings that bear on it, an example that the ' +
    'engine of this very service has judged, and, where the table format matters, what the example comes to on each. ' +
    'Beside them the settings of a policy, value by value, and the type changes of each table format.',
  permission: 'public',
  givesEtag: true,
  responses: {
    200: {
      description: 'The rules.',
      schema: RulesResponse,
      headers: { 'Cache-Control': 'How long it may be used without asking again.' },
      examples: { widening: { summary: 'One rule of them', value: oneOfEach() } },
    },
  },
  problems: [],
  handle(): Promise<Reply> {
    const { json, etag } = ruleDocument();
    return Promise.resolve({
      ok: true,
      status: 200,
      body: json,
      contentType: 'application/json; charset=utf-8',
      headers: { 'Cache-Control': CACHED },
      etag,
    });
  },
});

export const ruleEndpoints = [rules] as const;

/** The document itself is too long for an example. */
function oneOfEach(): unknown {
  const reference = ruleReference();
  return {
    rules: reference.rules.filter(({ id }) => id === 'TYPE_WIDENED'),
    settings: reference.settings.filter(({ setting }) => setting === 'widening'),
    typeChanges: reference.typeChanges.filter(({ format }) => format === 'ICEBERG'),
  };
}
