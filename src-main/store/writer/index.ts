import { durabilityOf, type WritableDb } from '../open.ts'
import { alertWrites } from './alerts.ts'
import { archiveWrites } from './archive.ts'
import { checkWrites } from './checks.ts'
import { claimWrites } from './claims.ts'
import { configWrites } from './config.ts'
import { deliveryWrites } from './deliveries.ts'
import { draftWrites } from './drafts.ts'
import { jobWrites } from './jobs.ts'
import { registrationWrites } from './registrations.ts'
import { requestWrites } from './requests.ts'
import { uploadWrites } from './uploads.ts'
import { workbenchWrites } from './workbench.ts'

/** Every operation of the writer but the capture itself, which intake adds. @param waits whether a Request waits for its app's answer */
export function writeOperations(db: WritableDb, mint: () => number, waits: (requestId: number) => boolean) {
  const requests = requestWrites(db, waits)
  return {
    ...configWrites(db, mint),
    ...claimWrites(db),
    ...requests,
    ...archiveWrites(db),
    ...workbenchWrites(db, mint, ids => requests.deleteRequests({ ids }).deleted),
    ...deliveryWrites(db, mint),
    ...alertWrites(db, mint),
    ...draftWrites(db, mint),
    ...jobWrites(db, mint),
    ...checkWrites(db, mint),
    ...uploadWrites(db, mint),
    ...registrationWrites(db, mint),
    durability: (_: null) => durabilityOf(db),
  }
}

/** Highest id in use: ids go on from there, even when the clock has been set back since. */
export function highestId(db: WritableDb): number {
  const tables = [
    'requests',
    'messages',
    'deliveries',
    'attempts',
    'alerts',
    'jobs',
    'uploads',
    'sources',
    'endpoints',
    'registrations',
    'views',
    'checks',
    'drafts',
  ]
  return Math.max(0, ...tables.map(table => Number(db.prepare(`SELECT max(id) FROM ${table}`).pluck().get() ?? 0)))
}
