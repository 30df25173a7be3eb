import { BACK_OFFICE, pagePath } from '../back-office.ts'
import type { GuideWords } from './guide-topic.ts'

const CLOSE = pagePath(BACK_OFFICE.close, 'en')

/** The steps of both routes in English; names of menus stay Chinese, as on the screen. */
export const STEPS_EN: GuideWords['steps'] = {
  'publish-notice': {
    title: 'Notice (公示)',
    detail:
      'Switch on the closing notice and let it run for 30 days. First check type, shop name, shop id, company and operator on the page',
    where: CLOSE,
  },
  'verify-identity': {
    title: 'Verify identity (验证身份)',
    detail:
      'Log in with the main account and verify the operator or legal representative; correct wrong facts in 店铺基本信息 first',
    where: CLOSE,
  },
  apply: {
    title: 'Apply (申请退店)',
    detail:
      'Every condition has to hold at the same time. Bank account: a sole proprietor’s own or the business’s; a company only the corporate account of the same entity',
    where: CLOSE,
  },
  'account-review': {
    title: 'Review (账户审核)',
    detail: 'The platform reviews within 3 working days',
    where: CLOSE,
  },
  sign: {
    title: 'Sign the agreement (签署协议)',
    detail:
      'The shop closes the moment you press 同意协议; the back office shows nothing any more and it cannot be undone. The electronic deposit receipt becomes void: download it first',
    where: CLOSE,
  },
  'deposit-back': {
    title: 'Deposit back (退还保证金)',
    detail:
      'Paid to the account you gave within 1 to 3 working days after closing; longer when many are refunded',
    where: CLOSE,
  },
  'open-me': {
    title: 'Open 我',
    detail: 'Bottom right of the home screen of Douyin',
    where: 'Douyin › 我',
  },
  'open-settings': {
    title: '设置 (settings)',
    detail: 'On the page 我',
    where: 'Douyin › 我 › 设置',
  },
  'open-account-security': {
    title: '账号与安全 (account and security)',
    detail: 'In the list of settings',
    where: 'Douyin › 我 › 设置 › 账号与安全',
  },
  'open-my-shop': {
    title: '我的店铺 (my shop)',
    detail: 'Make sure that it is the shop you want to close',
    where: 'Douyin › 我 › 设置 › 账号与安全 › 我的店铺',
  },
  'close-shop': {
    title: '关闭店铺 (close the shop)',
    detail:
      'Press 关闭店铺 and confirm. It is final: to sell again you register anew and apply again',
    where: 'Douyin › 我 › 设置 › 账号与安全 › 我的店铺 › 关闭店铺',
  },
}
