import { pathText } from '../../schema/path.ts';

/** The engine knows no names: it says `/datasets/{dataset}` and `<table>`, and a person can act on the real ones. */
export function addressed(text: string, { name }: { readonly name: string }): string {
  return text
    .replaceAll('/datasets/{dataset}', `/datasets/${name}`)
    .replaceAll('ALTER TABLE <table>', `ALTER TABLE ${pathText(name.split('.'))}`);
}
