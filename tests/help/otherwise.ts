/** `real`, which does some things otherwise. */
export function otherwise<Real extends object>(real: Real, changes: Partial<Real>): Real {
  return new Proxy(real, {
    get(target, name) {
      const own: unknown = changes[name as keyof Real] ?? target[name as keyof Real];
      return typeof own === "function" ? (own.bind(target) as unknown) : own;
    },
  });
}
