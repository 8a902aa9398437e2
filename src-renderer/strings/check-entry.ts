/** The ways to an Endpoint Check. By themselves, for they are in the first load and the dialog's text is not. */
export const checkEntryText = {
  command: 'Check a webhook handler',
  request: 'Check my handler with this event',
  endpoint: 'Check this endpoint',
  show: 'Show the check',
  failed: 'The check could not be opened',
}
