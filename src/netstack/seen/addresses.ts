import { sameAddress } from "../numbers/cidr.ts";

/** An address of an interface, as `ip -j addr` shows it. */
export interface Address {
  readonly device: string;
  readonly deviceIndex: number;
  readonly family: 4 | 6;
  readonly ip: string;
  readonly prefixLength: number;
  readonly scope: string;
  /** Not usable as a source yet: duplicate address detection runs or failed. */
  readonly tentative: boolean;
  readonly duplicate: boolean;
  /** A further address in the range of another one: no packet gets it as its source unless it is asked for. */
  readonly secondary?: boolean;
}

/** Where an address is configured here; undefined when it is nowhere. */
export function deviceWith(addresses: readonly Address[], ip: string): Address | undefined {
  return addresses.find((address) => sameAddress(address.ip, ip));
}

/** The addresses of one interface. */
export function addressesOf(addresses: readonly Address[], device: string): readonly Address[] {
  return addresses.filter((address) => address.device === device);
}
