/** A milestone is somebody's: linked as the plan comes, whatever becomes of names and people afterwards. */
import { describe, expect, it } from 'vitest';
import { Directory, type DirectoryData, type Person } from '../../domain/directory.ts';
import { holderOf, isTheirs, linked } from '../../domain/milestones.ts';
import { directory as district } from './support.ts';

const of = (id: number, name: string, unit: number | null): Person => ({ id, name, unit, roles: [], accounts: [] });
const [lead, below, elsewhere, alone] = [
  of(1, '宋知秋', 1),
  of(2, '宋知秋', 5),
  of(3, '宋知秋', 2),
  of(4, '沈立夏', 1),
];
const gone: DirectoryData['gone'] = [{ id: 1, name: '宋知秋', unit: 1 }];
const of1 = (...people: Person[]) => new Directory({ ...district.data, people });
const step = { day: '2026-11-10', person: '宋知秋', text: '排查' };

describe('as the plan comes', () => {
  it.each([
    ['the one of the unit', of1(lead, elsewhere), 1],
    ['one of a unit below it', of1(below, elsewhere), 2],
    ['nobody, where several of the unit have the name', of1(lead, below), null],
    ['nobody, where only others have it', of1(elsewhere, alone), null],
  ])('a step is linked to %s', (_, directory, known) => {
    expect(linked([step], 1, directory)).toEqual([{ ...step, known }]);
  });
});

describe('later', () => {
  it.each([
    ['who was linked, though a namesake has come', 1, of1(lead, below), 1],
    ['nobody, once who was linked is of another unit', 3, of1(elsewhere, lead), null],
    ['nobody, once who was linked has left', 1, new Directory({ ...district.data, people: [below], gone }), null],
    ['not linked: who alone has the name', null, of1(lead), 1],
    ['not linked: nobody of several', null, of1(lead, below), null],
  ])('whoever reminds of it calls %s', (_, known, directory, holder) => {
    expect(holderOf({ person: '宋知秋', known }, 1, directory)?.id ?? null).toBe(holder);
  });

  it.each([
    ['linked to them', 1, lead, of1(lead, below), true],
    ['linked to a namesake', 1, below, of1(lead, below), false],
    ['linked to them who are of another unit now', 3, elsewhere, of1(elsewhere), true],
    ['of their name alone, though they have just left', null, lead, of1(alone), true],
    ['of a name somebody else of the unit has, too', null, lead, of1(lead, below), false],
    ['of their name in another unit', null, elsewhere, of1(elsewhere), false],
  ])('who leaves hands on what is %s', (_, known, who, directory, theirs) => {
    expect(isTheirs({ person: '宋知秋', known }, 1, who, directory)).toBe(theirs);
  });
});
