import { parseAlterTable } from '../../../src/ddl/parse-alter-table.ts';
import type { DdlOperation, Position } from '../../../src/ddl/types.ts';
import { typeText } from '../../../src/schema/sql/type-text.ts';
import type { DataType, Path, StructType } from '../../../src/schema/types.ts';
import { lowerKey } from '../../../src/schema/walk.ts';

let lastId = 0;

/** No two columns of any tables have the same, unless one is a copy of the other. */
function nextId(): number {
  lastId += 1;
  return lastId;
}

/** A column that stays the same one whatever it is called. */
export interface Column {
  id: number;
  name: string;
  type: Type;
}

export interface Struct {
  readonly kind: 'struct';
  columns: Column[];
}

export interface Collection {
  readonly kind: 'array' | 'map';
  readonly of: Type;
}

export type Type = Struct | Collection | { readonly kind: 'leaf'; readonly text: string };

/**
 * A table as an engine has it, which knows its columns by who they are. It refuses what engines refuse: names that are
 * taken in any case of letters, columns that are not there, and to leave a struct empty.
 */
export class Table {
  readonly root: Struct = { kind: 'struct', columns: [] };

  constructor({ fields }: StructType) {
    for (const { name, type } of fields) this.root.columns.push(this.#column(name, type));
  }

  copy(): Table {
    const table = new Table({ kind: 'struct', fields: [] });
    table.root.columns = structuredClone(this.root.columns);
    return table;
  }

  run(sql: string): void {
    const parsed = parseAlterTable(sql);
    if (!parsed.ok) throw new Error(`${sql}: ${JSON.stringify(parsed.errors)}`);
    for (const operation of parsed.value.operations) this.apply(operation);
  }

  apply(operation: DdlOperation): void {
    const name = operation.path.at(-1) ?? '';
    const parent = this.#structAt(operation.path.slice(0, -1));
    if (operation.op === 'ADD_COLUMN') {
      expectFree(parent, name);
      parent.columns.push(this.#column(name, operation.type));
      if (operation.position !== null) move(parent, name, operation.position);
      return;
    }
    const column = columnOf(parent, name);
    switch (operation.op) {
      case 'DROP_COLUMN':
        if (parent.columns.length === 1) throw new Error(`${name} is the last one`);
        parent.columns = parent.columns.filter((other) => other !== column);
        return;
      case 'RENAME_COLUMN':
        expectFree(parent, operation.to);
        column.name = operation.to;
        return;
      case 'ALTER_TYPE':
        if (column.type.kind !== 'leaf') throw new Error(`${name} has parts`);
        column.type = this.#type(operation.type);
        return;
      case 'MOVE_COLUMN':
        move(parent, name, operation.position);
        return;
      case 'ALTER_NULLABILITY':
      case 'ALTER_COMMENT':
    }
  }

  /** A column of which nothing stays is another one, for no engine drops the last field of a struct. */
  replaceEmptied(known: ReadonlySet<number>): void {
    const settle = (struct: Struct): boolean => {
      let stays = false;
      for (const column of struct.columns) {
        const below = structIn(column.type);
        const had = known.has(column.id);
        if (below === null) stays ||= had;
        else if (settle(below)) stays ||= had;
        else if (had) this.#renew(column);
      }
      return stays;
    };
    settle(this.root);
  }

  ids(): Set<number> {
    return new Set(columnsIn(this.root).map(({ id }) => id));
  }

  #renew(column: Column): void {
    for (const each of [column, ...columnsIn(structIn(column.type) ?? { kind: 'struct', columns: [] })]) {
      each.id = nextId();
    }
  }

  #column(name: string, type: DataType): Column {
    return { id: nextId(), name, type: this.#type(type) };
  }

  #type(type: DataType): Type {
    switch (type.kind) {
      case 'struct':
        return { kind: 'struct', columns: type.fields.map((field) => this.#column(field.name, field.type)) };
      case 'array':
        return { kind: 'array', of: this.#type(type.elementType) };
      case 'map':
        return { kind: 'map', of: this.#type(type.valueType) };
      default:
        return { kind: 'leaf', text: typeText(type) };
    }
  }

  #structAt(path: Path): Struct {
    let at: Type = this.root;
    for (const step of path) at = at.kind === 'struct' ? columnOf(at, step).type : partOf(at, step);
    if (at.kind !== 'struct') throw new Error(`${path.join('.')} is no struct`);
    return at;
  }
}

/** Who is where, by name and of what type, in whatever order; who is not among the known ones is somebody new. */
export function membersOf(struct: Struct, known: ReadonlySet<number>): unknown {
  const members = (type: Type): unknown => {
    if (type.kind === 'leaf') return type.text;
    if (type.kind !== 'struct') return [type.kind, members(type.of)];
    return new Map(
      type.columns.map((column) => [
        column.name,
        { id: known.has(column.id) ? column.id : 'NEW', type: members(column.type) },
      ]),
    );
  };
  return members(struct);
}

/** The paths of all structs that have columns, as they are called now. */
export function structsIn(struct: Struct, at: Path = []): { readonly path: Path; readonly struct: Struct }[] {
  const below = struct.columns.flatMap(({ name, type }) => {
    const path = [...at, name];
    for (let part = type; part.kind !== 'leaf'; part = part.of) {
      if (part.kind === 'struct') return structsIn(part, path);
      path.push(part.kind === 'array' ? 'element' : 'value');
    }
    return [];
  });
  return [{ path: at, struct }, ...below];
}

function structIn(type: Type): Struct | null {
  if (type.kind === 'leaf') return null;
  return type.kind === 'struct' ? type : structIn(type.of);
}

function columnsIn(struct: Struct): Column[] {
  return structsIn(struct).flatMap(({ struct: { columns } }) => columns);
}

function partOf(type: Type, step: string): Type {
  if (type.kind === 'array' && step === 'element') return type.of;
  if (type.kind === 'map' && step === 'value') return type.of;
  throw new Error(`${step} is in no struct`);
}

function columnOf({ columns }: Struct, name: string): Column {
  const column = columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`there is no ${name}`);
  return column;
}

function expectFree({ columns }: Struct, name: string): void {
  if (columns.some((each) => lowerKey(each.name) === lowerKey(name))) throw new Error(`${name} is taken`);
}

function move(struct: Struct, name: string, position: Position): void {
  const column = columnOf(struct, name);
  const others = struct.columns.filter((each) => each !== column);
  const at = position.at === 'FIRST' ? 0 : 1 + others.indexOf(columnOf(struct, position.column));
  struct.columns = [...others.slice(0, at), column, ...others.slice(at)];
}
