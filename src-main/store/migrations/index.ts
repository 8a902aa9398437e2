import { foundation } from './0001-foundation.ts'

/** SQL scripts by version: entry 0 brings an empty database to version 1. Never edit one that has shipped; append. */
export const migrations: readonly string[] = [foundation]
