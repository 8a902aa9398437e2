/** What a fix is about. */
export const fixTopics = ['raw-body', 'verify', 'timestamp', 'idempotency', 'queue', 'status', 'body-limit'] as const
export type FixTopic = (typeof fixTopics)[number]

/** One framework's lines for every topic. `text` is a sentence that says where they go. */
export interface Framework {
  readonly id: string
  readonly name: string
  readonly fixes: Readonly<Record<FixTopic, { readonly text: string; readonly code: string }>>
}
