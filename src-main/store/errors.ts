/** What went wrong in the store, in the terms that callers act on. */
export type StoreErrorKind = 'future' | 'in_use' | 'corrupt' | 'full' | 'busy' | 'readonly' | 'refused' | 'broken'

/** A store failure. `message` is a sentence for a person. `refused` carries a contract error code in `reason`. */
export class StoreError extends Error {
  readonly kind: StoreErrorKind
  readonly reason: string | undefined

  constructor(kind: StoreErrorKind, message: string, reason?: string) {
    super(message)
    this.name = 'StoreError'
    this.kind = kind
    this.reason = reason
  }
}

const sentences: Record<Exclude<StoreErrorKind, 'future' | 'in_use' | 'refused' | 'broken'>, string> = {
  corrupt:
    'The database file is damaged. Restore the newest file from the data folder’s "backups", or move the database away to start over.',
  full: 'The disk is full. Free some space; senders are asked to retry meanwhile.',
  busy: 'Another program holds the database locked. Close it; senders are asked to retry meanwhile.',
  readonly: 'The database cannot be written. Check the permissions of the data folder.',
}

/** Sorts any error of better-sqlite3 into the kinds above. */
export function storeError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return new StoreError('corrupt', sentences.corrupt)
  if (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR')) return new StoreError('full', sentences.full)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new StoreError('busy', sentences.busy)
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM'))
    return new StoreError('readonly', sentences.readonly)
  return new StoreError('broken', error instanceof Error ? (error.stack ?? error.message) : String(error))
}
