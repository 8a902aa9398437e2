/**
 * SQL: which Deliveries `d` are those of a Message. They are born with it, in one call of the writer, which gives ids to nothing else
 * meanwhile, so theirs lie between its own and the next Message's. Rejected: an index by Message. It is one more b-tree whose last page every commit
 * of forwards writes anew, a twentieth of all bytes that a capture with a forward writes.
 * @param message SQL of its id; a parameter must be named, for it is used more than once
 */
export function deliveriesOf(message: string): string {
  const next = `coalesce((SELECT min(later.id) FROM messages later WHERE later.id > ${message}), ${Number.MAX_SAFE_INTEGER})`
  return `d.id > ${message} AND d.id < ${next} AND d.message_id = ${message}`
}
