import { AppError } from '#contract/errors.ts'

/**
 * A form sends all of its fields, so saving one that stood open would undo what came meanwhile.
 * @throws AppError `conflict` when `current` has been changed since it was given out with `ifUpdatedAt` (ms since epoch; absent = whoever asks does not mind)
 */
export function mustBeAsOpened(
  what: 'Source' | 'Endpoint',
  current: { readonly updatedAt: number } | null,
  ifUpdatedAt: number | undefined,
): void {
  if (!current || ifUpdatedAt === undefined || ifUpdatedAt === current.updatedAt) return
  const meanwhile = what === 'Source' ? 'a secret may have been added automatically' : 'in another window, or over the API'
  throw new AppError(
    'conflict',
    `This ${what} has changed since you opened it; ${meanwhile}. Nothing was saved: open it again and repeat your change.`,
  )
}
