import { expect, test } from 'vitest'
import { LinkError } from '../../../../src-renderer/link/link-error.ts'
import { refusalOf } from '../../../../src-renderer/state/refusal.ts'
import { isSame } from '../../../../src-renderer/ui/unsaved.tsx'

const names = { slug: 'slug', secrets: 'secret', 'reply.status': 'status' } as const
const refused = (issues: unknown) => new LinkError({ code: 'conflict', message: 'It was refused.', details: { issues } })

test('a refusal stands at the fields that it names, at their parents’ too; the first thing that is wrong with one is told', () => {
  const issues = [
    { path: 'slug', message: 'Taken.' },
    { path: 'secrets.0.value', message: 'Masked.' },
    { path: 'secrets.1.value', message: 'Empty.' },
  ]
  expect(refusalOf(refused(issues), names)).toEqual({ fields: { slug: 'Taken.', secret: 'Masked.' }, text: null })
})

test('what is about no field of the form is told as a whole, and nothing of it twice', () => {
  const whole = { fields: {}, text: 'It was refused.' }
  expect(
    refusalOf(
      refused([
        { path: 'slug', message: 'Taken.' },
        { path: 'reply', message: 'What?' },
      ]),
      names,
    ),
  ).toEqual(whole)
  expect(refusalOf(refused([{ path: '', message: 'What?' }]), names)).toEqual(whole)
  expect(refusalOf(refused('nonsense'), names)).toEqual(whole)
  expect(refusalOf(new Error('No link.'), names)).toEqual({ fields: {}, text: 'No link.' })
})

test('drafts are the same by what is in them', () => {
  const draft = () => ({ name: 'Shop', secrets: { kept: [{ id: 'sec_1' }], typed: [''] }, off: new Set(['a', 'b']), body: null })
  expect(isSame(draft(), { ...draft(), off: new Set(['b', 'a']) })).toBe(true)
  expect(isSame(draft(), { ...draft(), off: new Set(['a']) })).toBe(false)
  expect(isSame(draft(), { ...draft(), secrets: { kept: [], typed: [''] } })).toBe(false)
  expect(isSame(draft(), { ...draft(), body: '' })).toBe(false)
  expect(isSame({ a: undefined }, { b: undefined })).toBe(false)
  expect(isSame({ file: new Blob(['a']) }, { file: new Blob(['b']) })).toBe(false)
})
