/** What a WeCom server does with uploads: a beginning, pieces in any order, an end that must add up. */
import { createHash } from 'node:crypto';

export interface StoredMedia {
  type: string;
  filename: string;
  bytes: Buffer;
}

export type MediaAnswer = { body: Record<string, unknown> } | { errcode: number; errmsg: string };

interface Upload {
  type: string;
  filename: string;
  size: number;
  pieces: (Buffer | null)[];
  md5: string | null;
}

const PIECE = 512 * 1024;
const MOST_PIECES = 100;
/** Bytes; other kinds are not taken here. */
const LARGEST: Readonly<Record<string, number>> = { image: 10 * 1024 * 1024, file: 20 * 1024 * 1024 };
const SMALLEST = 5;
const LONGEST_NAME = 256;

const refused = (errcode: number, errmsg: string): MediaAnswer => ({ errcode, errmsg });

export class MediaStore {
  private readonly uploads = new Map<string, Upload>();
  private readonly media = new Map<string, StoredMedia>();
  private lastId = 0;

  get(mediaId: unknown): StoredMedia | undefined {
    return this.media.get(String(mediaId));
  }

  begin({ type, filename, total_size, total_chunks, md5 }: Record<string, unknown>): MediaAnswer {
    const largest = LARGEST[String(type)];
    const size = Number(total_size);
    const count = Number(total_chunks);
    if (largest === undefined) return refused(40004, 'invalid media type');
    if (typeof filename !== 'string' || filename === '' || Buffer.byteLength(filename) > LONGEST_NAME)
      return refused(40058, 'invalid filename');
    if (!(size >= SMALLEST && size <= largest)) return refused(40006, 'invalid file size');
    if (!(count >= 1 && count <= MOST_PIECES)) return refused(40058, 'invalid total_chunks');
    this.lastId += 1;
    const id = `upload-${this.lastId}`;
    this.uploads.set(id, {
      type: String(type),
      filename,
      size,
      pieces: Array.from({ length: count }, () => null),
      md5: typeof md5 === 'string' ? md5 : null,
    });
    return { body: { upload_id: id } };
  }

  add({ upload_id, chunk_index, base64_data }: Record<string, unknown>): MediaAnswer {
    const upload = this.uploads.get(String(upload_id));
    const index = Number(chunk_index);
    const piece = Buffer.from(String(base64_data), 'base64');
    if (upload === undefined) return refused(40058, 'invalid upload_id');
    if (!(index >= 0 && index < upload.pieces.length)) return refused(40058, 'invalid chunk_index');
    if (piece.length > PIECE) return refused(40006, 'chunk too large');
    upload.pieces[index] = piece;
    return { body: {} };
  }

  finish({ upload_id }: Record<string, unknown>): MediaAnswer {
    const upload = this.uploads.get(String(upload_id));
    if (upload === undefined) return refused(40058, 'invalid upload_id');
    const pieces = upload.pieces.filter((piece) => piece !== null);
    if (pieces.length !== upload.pieces.length) return refused(40058, 'chunks are missing');
    const bytes = Buffer.concat(pieces);
    if (bytes.length !== upload.size) return refused(40006, 'size does not match');
    if (upload.md5 !== null && upload.md5 !== createHash('md5').update(bytes).digest('hex'))
      return refused(301_019, 'md5 does not match');
    this.uploads.delete(String(upload_id));
    this.lastId += 1;
    const id = `media-${this.lastId}`;
    this.media.set(id, { type: upload.type, filename: upload.filename, bytes });
    return { body: { type: upload.type, media_id: id, created_at: String(Math.floor(Date.now() / 1000)) } };
  }
}
