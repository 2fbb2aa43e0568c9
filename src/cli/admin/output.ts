import { type Terminal, UsageError } from '../command.js';
import { csvLine, csvRow } from './csv.js';
import { type Flags, type Option, text, toggle } from './flags.js';
import { type Column, tableLines } from './table.js';

/** Of every task that shows one thing. */
export const OUTPUT: Readonly<Record<string, Option>> = {
  json: toggle('everything that the platform sent'),
  csv: toggle('the columns of the table, uncut'),
};

/** Of every task that shows a list. */
export const LIST_OUTPUT: Readonly<Record<string, Option>> = { ...OUTPUT, max: text('<n>', 'stop after so many') };

const TELL_EVERY = 500;

/**
 * Prints a list: a table, `--json` (an array of what the platform sent, all fields), or `--csv`. JSON and CSV are printed as
 * they come; a table when its widths are known. The number read so far goes to stderr.
 *
 * @throws UsageError
 */
export async function printList<Item>(
  terminal: Terminal,
  flags: Flags,
  columns: readonly Column<Item>[],
  items: AsyncIterable<Item> | Iterable<Item>,
): Promise<number> {
  const printer = choosePrinter(terminal, flags, columns);
  const most = flags.number('max') ?? Number.POSITIVE_INFINITY;
  if (most < 1) throw new UsageError('unable to use --max; it must be 1 or more');
  let count = 0;
  for await (const item of items) {
    printer.add(item);
    count++;
    if (count % TELL_EVERY === 0) terminal.error(`${count} read …`);
    if (count >= most) break;
  }
  printer.end();
  return 0;
}

/** Prints one thing: as JSON, or its columns below each other. */
export function printOne<Item>(terminal: Terminal, flags: Flags, columns: readonly Column<Item>[], item: Item): number {
  const printer = choosePrinter(terminal, flags, columns, true);
  printer.add(item);
  printer.end();
  return 0;
}

interface Printer<Item> {
  add(item: Item): void;
  end(): void;
}

function choosePrinter<Item>(
  { print }: Terminal,
  flags: Flags,
  columns: readonly Column<Item>[],
  isOne = false,
): Printer<Item> {
  if (flags.flag('json') && flags.flag('csv'))
    throw new UsageError('unable to use --json beside --csv; give one of them');
  if (flags.flag('json')) return isOne ? jsonObject(print) : jsonArray(print);
  if (flags.flag('csv')) {
    print(csvLine(columns.map(({ title }) => title)));
    return { add: (item) => print(csvRow(columns, item)), end: () => {} };
  }
  const items: Item[] = [];
  return {
    add: (item) => void items.push(item),
    end: () => {
      for (const line of tableLines(columns, items)) print(line);
    },
  };
}

function jsonObject(print: (line: string) => void): Printer<unknown> {
  return { add: (item) => print(JSON.stringify(item, null, 2)), end: () => {} };
}

/** An item is printed when the next one is known, and with it the comma. */
function jsonArray(print: (line: string) => void): Printer<unknown> {
  let last: string | undefined;
  print('[');
  return {
    add(item) {
      if (last !== undefined) print(`${last},`);
      last = `  ${JSON.stringify(item)}`;
    },
    end() {
      if (last !== undefined) print(last);
      print(']');
    },
  };
}
