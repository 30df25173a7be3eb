import type { PlanWords } from './plan-words.ts'

/** The plan's sentences in English. */
export const PLAN_EN: PlanWords = {
  holds: {
    notice: ({ start, days }) => `The closing notice starts on ${start} and runs for ${days} days`,
    'orders-finished': ({ count }) =>
      `${count} order lines are not finished or closed; ended today, they count from tomorrow`,
    'after-sale-period': ({ day, days, category }) =>
      category
        ? `The last order of “${category}” ended on ${day}; its after-sale period is ${days} days`
        : `The last order ended on ${day}; its after-sale period is ${days} days`,
    'after-sales-closed': ({ count }) =>
      Number(count) > 0
        ? `${count} after-sales are still open; ended today, they count from tomorrow`
        : 'The last after-sale has only just ended',
    'goods-money': ({ count, day, days }) =>
      Number(count) > 0
        ? `${count} finished order lines have not been settled; settled today, they count from tomorrow`
        : `The last order was received on ${day}; its money is settled ${days} days later`,
    reserve: () => 'The after-sale reserve is not released before this day',
  },
  milestones: {
    'notice-start': ['Switch on the closing notice', '店铺 › 关店. It has to run for 30 days'],
    'notice-over': [
      'The notice has run for 30 days',
      'Once the other conditions hold too, you can apply',
    ],
    'after-sale-period-over': [
      'All after-sale periods are over',
      'The last orders are past their after-sale period',
    ],
    'earliest-filing': [
      'Earliest day to apply for closing',
      'Run dyshop check; when all is met, apply at 店铺 › 关店 and fill in the bank account',
    ],
    'review-done': ['Review done (at the latest)', 'The platform reviews within 3 working days'],
    signing: [
      'Sign the agreement (final)',
      'The shop closes at that moment and the back office shows nothing any more. Before: archive verified, reports exported up to the day, deposit receipt downloaded',
    ],
    'money-back-from': [
      'Deposit back (at the soonest)',
      'From 1 working day after the shop has closed',
    ],
    'money-back-by': [
      'Deposit back (at the latest)',
      'Within 3 working days after the shop has closed',
    ],
  },
  assumptions: {
    'no-data': () =>
      'The archive has no order report; orders, after-sales and money are not counted',
    'notice-ticked': () =>
      'the first day of the notice is not set, but that it has been on for 30 days is ticked, and counts; write the day to notice_start in shop.toml so that it can be checked',
    'notice-starts-today': ({ day }) =>
      `The first day of the notice is not set, so it counts as starting on ${day}; set notice_start in shop.toml once it is on`,
    'notice-runs-out': () =>
      'The rule says “notice switched on”, not that its 30 days must be over before applying; the plan waits for all 30',
    'unfinished-closed-today': ({ count, day }) =>
      day
        ? `${count} order lines are not finished and count as closed today; if they are signed for today instead, their after-sale period has to run, so not before ${day}`
        : `${count} order lines are not finished and count as closed today`,
    'after-sales-closed-today': ({ count }) =>
      `${count} after-sales are open and count as closed today`,
    'settled-today': ({ count }) =>
      `${count} finished order lines are not settled and count as settled today`,
    'default-after-sale-days': ({ days }) =>
      `Categories without a figure of their own count ${days} after-sale days; set them in [after_sale_days] of shop.toml`,
    'reserve-unknown': () =>
      'No export says when the after-sale reserve is released, so it is not counted; look at 账户中心 › 售后预留金',
    'payouts-unknown': () =>
      'No export says whether the periodic payouts and commissions of a cross-border shop are settled; they count as settled',
    'manual-conditions-met': () =>
      'Conditions that only you can look up (deposit, loans, invoices …) count as met',
    'review-takes-longest': () => 'The review and the payout take 3 working days each, the longest',
    'signed-same-day': () => 'The agreement is signed on the day the review is done',
    'holidays-not-known': ({ year }) =>
      `Public holidays after ${year} have not been arranged as far as we know; only the days off by law and weekends count, so dates may move by some days`,
    'only-a-lower-bound': () =>
      'This is the earliest day by what is known; new orders and after-sales move it back',
  },
}
