// A drawn curve as PNG, so that the sheet shows a signature and not a blank pixel.
import { deflateSync, crc32 as nodeCrc32 } from 'node:zlib';

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = nodeCrc32 ?? ((bytes) => (bytes.reduce((c, b) => crcTable[(c ^ b) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0);

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body) >>> 0, 8 + data.length);
  return out;
}

export function signaturePng(width = 240, height = 80) {
  const rows = Array.from({ length: height }, () => Buffer.alloc(width + 1, 255));
  rows.forEach((row) => (row[0] = 0));
  for (let t = 0; t < 4000; t++) {
    const x = Math.round(20 + (t / 4000) * (width - 40));
    const y = Math.round(height / 2 + 22 * Math.sin(t / 260) * Math.cos(t / 900));
    for (const dy of [-1, 0, 1]) rows[y + dy][x + 1] = 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
