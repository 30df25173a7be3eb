/** One of the merchant's own addresses; '' where a part is not known. */
export interface Address {
  addressId: string
  contact: string
  phone: string
  province: string
  city: string
  district: string
  detail: string
  label: string
}
