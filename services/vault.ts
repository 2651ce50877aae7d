/** Seals residents' contacts and takes fingerprints of households, with a key that lies outside the database. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Vault {
  seal(plain: string): string;
  /** Null when it was sealed with another key or was changed. */
  open(sealed: string): string | null;
  /** The same for the same words; without the key nothing can be told from it, not even by trying all house numbers. */
  fingerprint(words: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Half a SHA-256: two of a million households alike in one of 10²⁶ districts. */
const FINGERPRINT_BYTES = 16;

/** @param key 32 bytes */
export function createVault(key: Buffer): Vault {
  // A key of its own: what is sealed and what is hashed share none.
  const fingerprintKey = createHmac('sha256', key).update('household').digest();
  return {
    fingerprint: (words) =>
      createHmac('sha256', fingerprintKey).update(words).digest().subarray(0, FINGERPRINT_BYTES).toString('base64url'),
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return null;
      }
    },
  };
}

/** Reads the key file, or makes one that only the owner may read; null where what is there is no key. */
export function keyFrom(path: string): Buffer | null {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  return key.length === 32 ? key : null;
}
