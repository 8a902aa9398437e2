import { createReadStream, statSync } from 'node:fs'
import { idNumber } from '../ids.ts'
import type { Paths } from '../ports.ts'
import type { StoredFile } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { archiveFolder } from './files.ts'

/** The file that a job has made; null when it made none, is not at its end, or the file is gone (it is kept for a day). */
export function createFiles(store: Pick<StoreClient, 'read'>, paths: Pick<Paths, 'dataDir'>) {
  const folder = archiveFolder(paths)
  return async (jobId: string): Promise<StoredFile | null> => {
    const job = await store.read.findJob({ id: idNumber('job', jobId) })
    if (job?.kind !== 'workspace.export' || job.state !== 'done') return null
    const { options } = JSON.parse(job.input_json) as { options: { file: string } }
    const path = folder.path(options.file)
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat ? { name: `hookbench-${options.file}`, size: stat.size, read: () => createReadStream(path) } : null
  }
}
