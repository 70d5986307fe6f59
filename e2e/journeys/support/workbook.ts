import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The import template as a clerk sends it back: its first sheet filled with these rows, every cell text. */
export function filled(template: Buffer, name: string, rows: string[][]) {
  const parts = unzipSync(new Uint8Array(template));
  const sheet = 'xl/worksheets/sheet1.xml';
  const cell = (text: string, column: number, row: number) =>
    `<c r="${'ABCDEFGH'[column]}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const data = rows
    .map((row, n) => `<row r="${n + 1}">${row.map((text, column) => cell(text, column, n + 1)).join('')}</row>`)
    .join('');
  const xml = strFromU8(parts[sheet]!);
  const next = xml.replace(/<sheetData.*<\/sheetData>/s, `<sheetData>${data}</sheetData>`);
  if (next === xml) throw new Error('the template has no rows to fill');
  return {
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(zipSync({ ...parts, [sheet]: strToU8(next) })),
  };
}
