/** What `dyshop guide` can tell, in the order in which a merchant needs it. */
export const GUIDE_TOPICS = [
  'closing',
  'backup',
  'unshipped',
  'pc',
  'app',
  'money',
  'changes',
  'duties',
  'privacy',
  'forgotten',
  'cross-border',
  'selling',
  'reasons',
] as const

export type GuideTopicId = (typeof GUIDE_TOPICS)[number]
