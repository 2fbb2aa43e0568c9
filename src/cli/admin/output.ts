import { type Terminal, UsageError } from '../command.js';
import { type OptionSpec, wholeNumber } from '../options.js';
import { csvLine, csvRow } from './csv.js';
import { type Column, tableLines } from './table.js';

/** The options of every command that prints one thing. */
export interface OutputOptions {
  json?: true;
  csv?: true;
}

/** The options of every command that prints a list. */
export interface ListOptions extends OutputOptions {
  max?: number;
}

export const OUTPUT: readonly OptionSpec[] = [
  ['--json', 'everything that the platform sent'],
  ['--csv', 'the columns of the table, uncut'],
];

export const LIST_OUTPUT: readonly OptionSpec[] = [
  ...OUTPUT,
  ['--max <n>', 'stop after this number of items', wholeNumber('max')],
];

const PROGRESS_INTERVAL = 500;

/**
 * Prints a list: as a table, with `--json` as an array of everything that the platform sent, or with `--csv`. JSON and CSV are printed
 * while the list is read, a table when the widths of its columns are known. The number of items read so far goes to stderr.
 *
 * @throws UsageError
 */
export async function printList<Item>(
  terminal: Terminal,
  options: ListOptions,
  columns: readonly Column<Item>[],
  items: AsyncIterable<Item> | Iterable<Item>,
): Promise<number> {
  const printer = choosePrinter(terminal, options, columns);
  const { max = Number.POSITIVE_INFINITY } = options;
  if (max < 1) throw new UsageError('unable to use --max; it must be 1 or more');
  let count = 0;
  for await (const item of items) {
    printer.add(item);
    count++;
    if (count % PROGRESS_INTERVAL === 0) terminal.error(`${count} read …`);
    if (count >= max) break;
  }
  printer.end();
  return 0;
}

/** Prints one thing: as a table with one row, as JSON, or as CSV. */
export function printOne<Item>(
  terminal: Terminal,
  options: OutputOptions,
  columns: readonly Column<Item>[],
  item: Item,
): number {
  const printer = choosePrinter(terminal, options, columns, true);
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
  { json, csv }: OutputOptions,
  columns: readonly Column<Item>[],
  isOne = false,
): Printer<Item> {
  if (json && csv) throw new UsageError('unable to use --json beside --csv; give one of them');
  if (json) return isOne ? jsonObject(print) : jsonArray(print);
  if (csv) {
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

/** Prints an item when the next one is known, because only then it is known whether a comma follows. */
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
