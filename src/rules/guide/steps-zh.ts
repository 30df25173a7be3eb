import { BACK_OFFICE, pagePath } from '../back-office.ts'
import type { GuideWords } from './guide-topic.ts'

const CLOSE = pagePath(BACK_OFFICE.close, 'zh')

/** The steps of both routes in Chinese. */
export const STEPS_ZH: GuideWords['steps'] = {
  'publish-notice': {
    title: '公示',
    detail: '开启关店公示，连续显示 30 天。先核对资质类型、店铺名称、店铺ID、公司名称和经营者信息',
    where: CLOSE,
  },
  'verify-identity': {
    title: '验证身份',
    detail: '用主账号登录，按提示验证经营者或法定代表人的身份；信息不对先到“店铺基本信息”修改',
    where: CLOSE,
  },
  apply: {
    title: '申请退店',
    detail:
      '所有条件同时满足才能提交。收款账户：个体工商户填经营者本人或对公账户，公司只能填同一主体的对公账户',
    where: CLOSE,
  },
  'account-review': {
    title: '账户审核',
    detail: '平台在 3 个工作日内审核',
    where: CLOSE,
  },
  sign: {
    title: '签署协议',
    detail:
      '点“同意协议”的那一刻店铺关闭，后台再也看不到任何资料，不能撤销。保证金电子收据随之失效，请先下载',
    where: CLOSE,
  },
  'deposit-back': {
    title: '退还保证金',
    detail: '关店后 1–3 个工作日退到填写的账户；集中退款时可能更久',
    where: CLOSE,
  },
  'open-me': { title: '打开“我”', detail: '抖音首页右下角', where: '抖音 › 我' },
  'open-settings': { title: '设置', detail: '在“我”的页面里', where: '抖音 › 我 › 设置' },
  'open-account-security': {
    title: '账号与安全',
    detail: '在设置列表里',
    where: '抖音 › 我 › 设置 › 账号与安全',
  },
  'open-my-shop': {
    title: '我的店铺',
    detail: '确认显示的是要关闭的店铺',
    where: '抖音 › 我 › 设置 › 账号与安全 › 我的店铺',
  },
  'close-shop': {
    title: '关闭店铺',
    detail: '点“关闭店铺”并确认。确认后不能撤销；再开店要重新注册、重新申请',
    where: '抖音 › 我 › 设置 › 账号与安全 › 我的店铺 › 关闭店铺',
  },
}
