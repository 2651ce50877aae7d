/** What the vault's key is for: contacts that can be read again, fingerprints that cannot. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVault } from '../services/vault.ts';

const key = randomBytes(32);
const vault = createVault(key);

describe('the vault', () => {
  it('opens what it sealed, and nothing of another key or that was changed', () => {
    const sealed = vault.seal('周大为 13812345678');
    expect(createVault(key).open(sealed)).toBe('周大为 13812345678');
    expect(createVault(randomBytes(32)).open(sealed)).toBeNull();
    expect(vault.open(`${sealed.slice(0, -4)}AAAA`)).toBeNull();
  });

  it('gives the same words the same fingerprint, with the same key only', () => {
    expect(createVault(key).fingerprint('3幢501周')).toBe(vault.fingerprint('3幢501周'));
    expect(vault.fingerprint('3幢502周')).not.toBe(vault.fingerprint('3幢501周'));
    expect(createVault(randomBytes(32)).fingerprint('3幢501周')).not.toBe(vault.fingerprint('3幢501周'));
    expect(vault.fingerprint('3幢501周')).toMatch(/^[\w-]{22}$/);
  });
});
