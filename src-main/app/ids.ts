import { AppError } from '#contract/errors.ts'
import { formatId, type IdPrefix, parseId } from '#domain/ids.ts'

const words: Record<IdPrefix, string> = {
  src: 'Source',
  ep: 'Endpoint',
  req: 'Request',
  msg: 'Message',
  dlv: 'Delivery',
  att: 'Attempt',
  alr: 'Alert',
  job: 'job',
  chk: 'check',
  sec: 'secret',
  view: 'view',
  reg: 'registration',
  drf: 'saved request',
}

/** Public id to number. @throws AppError `not_found`: an id that cannot be one names nothing, just as one that is gone */
export function idNumber(prefix: IdPrefix, text: string): number {
  const id = parseId(prefix, text)
  if (id === null) throw notFound(prefix, text)
  return id
}

export function notFound(prefix: IdPrefix, id: string | number): AppError {
  const text = typeof id === 'number' ? formatId(prefix, id) : id
  return new AppError('not_found', `There is no ${words[prefix]} "${text}"; it may have been deleted.`)
}
