import request from 'supertest';
import type { TestApp } from './app.ts';
import { jobsOf, type Answer, type Evolved, type Problem, type Version } from './jobs.ts';
import { projectRow, type Step, type Value } from './project-row.ts';

interface Inferred {
  readonly schema: object;
  readonly nullOnlyPaths: readonly (readonly string[])[];
}

/** A job as people write them: infers the schema of each batch, asks, projects and writes. What it wrote stays to be looked at. */
export class IngestionJob {
  readonly written: Value[] = [];
  readonly #app: TestApp;
  readonly #dataset: string;
  #loaded: Version | null = null;

  constructor(app: TestApp, dataset = 'orders') {
    this.#app = app;
    this.#dataset = dataset;
  }

  /** The active version that the job has in its cache; null before the first. */
  get loaded(): number | null {
    return this.#loaded?.version ?? null;
  }

  async ask(records: readonly Value[]): Promise<Answer<Evolved>> {
    const inferred = await request(this.#app.server).post('/schema/infer').send({ records });
    const { schema, nullOnlyPaths } = inferred.body as Inferred;
    return jobsOf(this.#app, this.#dataset).evolve({ schema, nullOnlyPaths });
  }

  /** Asks, loads the schema anew when another version is active than the one it has, and writes. Throws where it is told to stop. */
  async run(records: readonly Value[]): Promise<Evolved> {
    const { status, body } = await this.ask(records);
    if (status !== 200) throw new Error((body as unknown as Problem).detail);
    if (body.activeSchemaVersionId !== this.#loaded?.id) await this.#load();
    this.write(records, body.projection);
    return body;
  }

  write(records: readonly Value[], projection: readonly Step[]): void {
    this.written.push(...records.map((record) => projectRow(projection, record)));
  }

  async #load(): Promise<void> {
    this.#loaded = (await jobsOf(this.#app, this.#dataset).active()).body;
  }
}
