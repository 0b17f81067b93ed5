/** A request as a curl command states it. */
export interface CurlCommand {
  /** The comment above it. */
  readonly comment: string;
  readonly url: string;
  readonly init: { readonly method: string; readonly headers: Headers; readonly body: string | null };
}

const BLOCK = /^```sh\n([\s\S]*?)^```/gm;
const WORD = /'([^']*)'|(\S+)/g;

/** The curl commands in the blocks of a document, in order. Fails on what it does not know: curl might do otherwise. */
export function curlCommands(markdown: string): CurlCommand[] {
  return [...markdown.matchAll(BLOCK)].flatMap((block) => commandsIn(block[1] ?? ''));
}

function commandsIn(block: string): CurlCommand[] {
  let comment = '';
  const commands: CurlCommand[] = [];
  for (const line of block.replaceAll(/ *\\\n */g, ' ').split('\n')) {
    if (line.startsWith('#')) comment = line.replace(/^# */, '');
    if (line.startsWith('curl ')) commands.push(parse(line, comment));
  }
  return commands;
}

function parse(line: string, comment: string): CurlCommand {
  const words = [...line.matchAll(WORD)].map((match) => match[1] ?? match[2] ?? '').slice(1);
  const headers = new Headers();
  let url = '';
  let body: string | null = null;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-s') continue;
    if (word === '-H') addHeader(headers, words.shift() ?? '');
    else if (word === '-d') body = words.shift() ?? '';
    else if (word.startsWith('http')) url = word;
    else throw new Error(`What does curl do with ${word}? In: ${line}`);
  }
  return { comment, url, init: { method: body === null ? 'GET' : 'POST', headers, body } };
}

function addHeader(headers: Headers, text: string): void {
  const [name, ...value] = text.split(':');
  headers.set(name ?? '', value.join(':').trim());
}
