import type { z } from 'zod';
import request, { type Response } from 'supertest';
import type {
  ApproveResponse,
  NotApprovable,
  RejectResponse,
  RollBackRefusals,
  RollBackResponse,
} from '../../src/features/decisions/decision.schemas.ts';
import type { DdlResponse } from '../../src/features/ddl/ddl.schemas.ts';
import type {
  BreakingExtension,
  CompareResponse,
  EvolveResponse,
} from '../../src/features/schema-versions/evolve.schemas.ts';
import type {
  VersionListResponse,
  VersionResponse,
} from '../../src/features/schema-versions/schema-version.schemas.ts';
import type { TestApp } from './app.ts';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: T;
}

export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly in: string; readonly path: string; readonly message: string }[];
}

export type Version = z.output<typeof VersionResponse>;
export type Evolved = z.output<typeof EvolveResponse>;
export type Approved = z.output<typeof ApproveResponse>;
export type DecisionProblem = Problem & z.output<typeof NotApprovable>;
export type Breaking = Problem & z.output<typeof BreakingExtension>;

/** What jobs and admins do with one dataset of a service, typed by the contract. */
export function jobsOf({ server }: Pick<TestApp, 'server'>, dataset = 'orders') {
  const base = `/datasets/${dataset}`;
  const post = <T>(path: string, body: object, headers: Record<string, string> = {}) =>
    request(server)
      .post(path)
      .set(headers)
      .send(body)
      .then(answerOf<T>);
  const get = <T>(path: string, headers: Record<string, string> = {}) =>
    request(server)
      .get(path)
      .set(headers)
      .then(answerOf<T>);
  return {
    register: (settings: object = {}) =>
      post<Problem & { id: number }>('/datasets', {
        name: dataset,
        kafkaTopic: dataset,
        mode: 'append',
        ...settings,
      }),
    evolve: (body: object) => post<Evolved>(`${base}/schema/evolve`, body),
    /** The same submission where it is expected to be refused. */
    evolveRefused: (body: object) => post<Breaking>(`${base}/schema/evolve`, body),
    compare: (body: object) => post<z.output<typeof CompareResponse>>(`${base}/schema/compare`, body),
    ddl: (body: object, headers?: Record<string, string>) =>
      post<z.output<typeof DdlResponse>>(`${base}/ddl`, body, headers),
    ddlRefused: (body: object, headers?: Record<string, string>) =>
      post<Problem>(`${base}/ddl`, body, headers),
    approve: (version: number, body: object, headers?: Record<string, string>) =>
      post<Approved>(`${base}/schema/versions/${version}/approve`, body, headers),
    approveRefused: (version: number, body: object, headers?: Record<string, string>) =>
      post<DecisionProblem>(`${base}/schema/versions/${version}/approve`, body, headers),
    reject: (version: number, body: object) =>
      post<z.output<typeof RejectResponse>>(`${base}/schema/versions/${version}/reject`, body),
    rejectRefused: (version: number, body: object, headers?: Record<string, string>) =>
      post<Problem>(`${base}/schema/versions/${version}/reject`, body, headers),
    rollBack: (body: object) => post<z.output<typeof RollBackResponse>>(`${base}/schema/rollback`, body),
    rollBackRefused: (body: object, headers?: Record<string, string>) =>
      post<Problem & z.output<typeof RollBackRefusals>>(`${base}/schema/rollback`, body, headers),
    acknowledge: (version: number, body: object = {}) =>
      post<Version>(`${base}/schema/versions/${version}/applied`, body),
    active: (headers?: Record<string, string>) => get<Version>(`${base}/schema/active`, headers),
    versions: (query = '?limit=500') =>
      get<z.output<typeof VersionListResponse>>(`${base}/schema/versions${query}`),
    get: <T>(path: string) => get<T>(`${base}${path}`),
  };
}

export type Jobs = ReturnType<typeof jobsOf>;

function answerOf<T>({ status, headers, body }: Response): Answer<T> {
  return { status, headers, body: body as T };
}

export function columnsOf(version: Pick<Version, 'schema'>): string[] {
  return version.schema.fields.map(({ name }) => name);
}
