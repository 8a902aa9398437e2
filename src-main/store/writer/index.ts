import { durabilityOf, type WritableDb } from '../open.ts'
import { alertWrites } from './alerts.ts'
import { configWrites } from './config.ts'
import { deliveryWrites } from './deliveries.ts'
import { jobWrites } from './jobs.ts'
import { requestWrites } from './requests.ts'
import { uploadWrites } from './uploads.ts'

/** Every operation of the writer but the capture itself, which intake adds. */
export function writeOperations(db: WritableDb, mint: () => number) {
  return {
    ...configWrites(db, mint),
    ...requestWrites(db),
    ...deliveryWrites(db, mint),
    ...alertWrites(db, mint),
    ...jobWrites(db, mint),
    ...uploadWrites(db, mint),
    durability: (_: null) => durabilityOf(db),
  }
}

/** Highest id in use: ids go on from there, even when the clock has been set back since. */
export function highestId(db: WritableDb): number {
  const tables = ['requests', 'messages', 'deliveries', 'attempts', 'alerts', 'jobs', 'uploads', 'sources', 'endpoints']
  return Math.max(0, ...tables.map(table => Number(db.prepare(`SELECT max(id) FROM ${table}`).pluck().get() ?? 0)))
}
