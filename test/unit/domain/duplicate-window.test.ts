import { expect, test } from 'vitest'
import { methods } from '#contract/methods.ts'
import { LONGEST_WINDOW } from '#domain/config.ts'

test('no Source can look back further than claims are kept', () => {
  const accepts = (duplicateWindowMs: number) => methods['sources.save'].input.safeParse({ id: 'src_1', duplicateWindowMs }).success
  expect([accepts(LONGEST_WINDOW), accepts(LONGEST_WINDOW + 1)]).toEqual([true, false])
})
