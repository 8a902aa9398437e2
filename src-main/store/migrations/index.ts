import { foundation } from './0001-foundation.ts'
import { replies } from './0002-replies.ts'
import { delivery } from './0003-delivery.ts'
import { alertSubjects } from './0004-alerts.ts'
import { registrations } from './0005-registrations.ts'
import { checks } from './0006-checks.ts'
import { workbench } from './0007-workbench.ts'
import { drafts } from './0008-drafts.ts'
import { fewerIndexes } from './0009-fewer-indexes.ts'
import { failingTime } from './0010-failing-time.ts'
import { sharers } from './0011-sharers.ts'
import { asSent } from './0012-as-sent.ts'

/** SQL scripts by version: entry 0 brings an empty database to version 1. Never edit one that has shipped; append. */
export const migrations: readonly string[] = [
  foundation,
  replies,
  delivery,
  alertSubjects,
  registrations,
  checks,
  workbench,
  drafts,
  fewerIndexes,
  failingTime,
  sharers,
  asSent,
]
