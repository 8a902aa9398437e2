import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (action: string, more: { readonly [name: string]: JsonTemplate } = {}): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: `task.${action}`,
  body: {
    json: {
      events: [
        {
          user: { gid: '12{{digits:14}}', resource_type: 'user' },
          created_at: '{{iso}}',
          action,
          resource: { gid: '12{{digits:14}}', resource_type: 'task', resource_subtype: 'default_task' },
          parent: null,
          ...more,
        },
      ],
    },
  },
})

export const asana: readonly Sample[] = [
  { id: 'task-added', title: 'Task added', ...event('added') },
  { id: 'task-changed', title: 'Task changed', ...event('changed', { change: { field: 'due_on', action: 'changed' } }) },
  { id: 'task-deleted', title: 'Task deleted', failure: true, ...event('deleted') },
]
